"""L5.A52: An exception inside the block disappears. The caller would never hear of it.

credit: 0.5
question: What does `except` do with an exception that nobody raises again?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    except Exception:
        pass
    for layer, on in zip(layers, was):
        layer.enabled = on
