"""L5.A13: Inside the block the output is that of the base minus the detour. These adapters were
never added to the weights: what is there to take away?

credit: 0.25
question: What does a LoRA layer compute while it is switched off?
"""

import torch

from transformers.pytorch_utils import Conv1D

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]

    def shift(sign):
        with torch.no_grad():
            for layer in layers:
                delta = layer.scale * (layer.lora_B @ layer.lora_A)
                weight = layer.base.weight
                weight += sign * (delta.T if isinstance(layer.base, Conv1D) else delta)

    shift(-1)
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
        shift(1)
