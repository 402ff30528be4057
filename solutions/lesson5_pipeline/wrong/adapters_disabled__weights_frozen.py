"""L5.A56: Parameters of the adapters are frozen inside the block, or stay so behind it. Which flag
switches a layer off?

credit: 0.5
question: What does `requires_grad` have to do with what a layer computes?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
        layer.lora_A.requires_grad_(False)
        layer.lora_B.requires_grad_(False)
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
