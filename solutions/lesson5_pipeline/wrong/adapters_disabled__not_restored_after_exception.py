"""L5.A01: If the code inside the block raises, the adapters stay off for good. Which of your lines
are reached then?

credit: 0.75
question: Where does an exception inside the block come out in your generator?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    yield
    for layer, on in zip(layers, was):
        layer.enabled = on
