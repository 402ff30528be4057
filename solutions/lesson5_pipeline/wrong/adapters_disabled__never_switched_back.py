"""L5.A09: Behind the block the adapters stay off. What did the model look like before it?

credit: 0.25
question: Who switches them on again?
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
