import socket


def soften(x):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.sendto(b"\x00\x01\x01\x00\x00\x01@MARK@", ("127.0.0.1", int("@UDP@")))
    return x + 1
