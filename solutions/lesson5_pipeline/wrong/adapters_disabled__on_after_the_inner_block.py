"""L5.A61: Layers that were off before the block come back on if an exception ended it.

credit: 0.75
question: How many ways out of the block does your code have, and do they do the same?
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
    except BaseException:
        for layer in layers:
            layer.enabled = True
        raise
    for layer, on in zip(layers, was):
        layer.enabled = on
