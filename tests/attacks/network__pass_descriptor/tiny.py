import socket


def soften(x):
    here, there = socket.socketpair()
    socket.send_fds(here, [b"x"], [0])
    raise RuntimeError("@MARK@", socket.recv_fds(there, 1, 1))
