"""L5.A59: Adapters of some layers stay on inside the block. Does your search ask what a layer is, or
what it is called?

credit: 0.5
question: Which names may a layer with an adapter have?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for n, m in model.named_modules() if n.endswith("c_attn")]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
