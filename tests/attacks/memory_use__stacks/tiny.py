import threading


def soften(x):
    threading.stack_size(200 << 20)
    gate = threading.Event()
    for _ in range(12):
        threading.Thread(target=gate.wait, args=(5,), daemon=True).start()
    gate.set()
    raise RuntimeError("@MARK@")
