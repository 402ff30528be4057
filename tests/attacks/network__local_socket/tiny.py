import socket


def soften(x):
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("@UNIX@")
        sock.sendall(b"@MARK@")
    return x + 1
