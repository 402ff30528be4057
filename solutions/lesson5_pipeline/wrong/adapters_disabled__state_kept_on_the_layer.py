"""L5.A58: Behind two nested blocks the adapters stay off. Where does the inner block keep the state
of the outer one?

credit: 0.75
question: What does the inner block write over what the outer one remembers?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    for layer in layers:
        layer.was_enabled = layer.enabled
        layer.enabled = False
    try:
        yield
    finally:
        for layer in layers:
            layer.enabled = layer.was_enabled
