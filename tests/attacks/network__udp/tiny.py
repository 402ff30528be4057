import socket


def soften(x):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.sendto(b"\0\1\1\0\0\1@MARK@", ("127.0.0.1", int("@UDP@")))
    return x + 1
