import threading


def soften(x):
    threading.stack_size(4 << 20)
    gate = threading.Event()
    threads = [threading.Thread(target=gate.wait, args=(5,), daemon=True) for _ in range(400)]
    for thread in threads:
        thread.start()
    gate.set()
    raise RuntimeError("@MARK@")
