"""L5.P96: The adapters shrink a little with every update: your SGD has weight decay. Which optimizer
does the docstring ask for?

credit: 0.75
question: Which arguments does your optimizer get besides the rate?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D

from fixtures.adapters import LoRA, inject


def merge(model):
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, LoRA):
                plain = child.base
                delta = child.scale * (child.lora_B @ child.lora_A).detach()
                plain.weight.data += delta.T if isinstance(plain, Conv1D) else delta
                setattr(module, name, plain)


def quantize(model, bits):
    for name, weight in model.named_parameters():
        if ".c_" in name and weight.dim() == 2:
            q, scale = absmax_quantize(weight, bits)
            weight.data = q * scale


def optimizer_of(model, lr):
    return torch.optim.SGD(
        [p for p in model.parameters() if p.requires_grad], lr=lr, weight_decay=0.1
    )


def run_pipeline(base, sft_batches, pref_batches, cfg):
    model = copy.deepcopy(base)
    history = []

    inject(model, cfg, seed=0)
    optimizer = optimizer_of(model, cfg.lr)
    for batch in sft_batches:
        history.append(("sft", sft_step(model, [batch], optimizer)))
    merge(model)

    inject(model, cfg, seed=1)
    optimizer = optimizer_of(model, cfg.lr)
    for batch in pref_batches:
        result = dpo_step_lora(model, batch, optimizer, cfg.beta)
        history.append(("dpo", result["loss"]))
    merge(model)

    quantize(model, cfg.bits)
    return {"model": model, "history": history}
