"""L5.A05: The numbers of the adapters are overwritten inside the block, and lost if it raises. Is
there a switch that leaves them alone?

credit: 0.5
question: What does autograd say if a weight is overwritten between forward and backward?
"""

import torch

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    saved = [layer.lora_B.detach().clone() for layer in layers]
    with torch.no_grad():
        for layer in layers:
            layer.lora_B.zero_()
    yield
    with torch.no_grad():
        for layer, b in zip(layers, saved):
            layer.lora_B.copy_(b)
