import socket


def soften(x):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0):
        raise RuntimeError("@MARK@")
