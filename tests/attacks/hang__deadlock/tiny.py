import threading

lock = threading.Lock()


def soften(x):
    with lock, lock:
        return x
