"""L5.P63: Only the matrices that had an adapter are on the grid. Which other layers have names that
begin with c_?

credit: 0.5
question: What does quantization have to do with who was trained?
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


def quantize(model, bits, targets):
    for name, weight in model.named_parameters():
        if weight.dim() == 2 and name.split(".")[-2] in targets:
            q, scale = absmax_quantize(weight, bits)
            weight.data = q * scale


def optimizer_of(model, lr):
    return torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=lr)


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

    quantize(model, cfg.bits, cfg.targets)
    return {"model": model, "history": history}
