import socket


def soften(x):
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("\0@ABSTRACT@")
        sock.sendall(b"@MARK@")
    return x + 1
