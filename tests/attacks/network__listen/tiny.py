import socket


def soften(x):
    with socket.create_server(("127.0.0.1", 0)) as server:
        raise RuntimeError("@MARK@", server.getsockname())
