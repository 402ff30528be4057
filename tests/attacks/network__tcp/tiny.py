import socket


def soften(x):
    with socket.socket() as sock:
        sock.connect(("127.0.0.1", int("@TCP@")))
        sock.sendall(b"@MARK@")
    return x + 1
