import threading


def soften(x):
    threading.stack_size(32 << 10)
    gate = threading.Event()
    for _ in range(2500):
        threading.Thread(target=gate.wait, args=(20,), daemon=True).start()
    gate.set()
    raise RuntimeError("@MARK@")
