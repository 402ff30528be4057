"""L5.A53: A LoRA layer that stands alone stays on: your search begins below the module that it was
given.

credit: 0.75
question: Does `named_modules` name the module itself?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if m is not model and isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
