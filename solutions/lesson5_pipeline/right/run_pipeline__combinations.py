"""Right answers to task 5.5: every way to copy x to merge x to put on the grid x other adapters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

COPIES = {
    "deepcopy": "copy.deepcopy(base)",
    "state_dict": "rebuilt(base)",
}

MERGES = {
    "in_place": """            plain = layer.base
            step = layer.scale * layer.lora_B.detach() @ layer.lora_A.detach()
            with torch.no_grad():
                plain.weight.add_(step.T)
""",
    "sum_of_outer_products": """            plain = copy.deepcopy(layer.base)
            step = sum(torch.outer(a, b) for a, b in zip(layer.lora_A, layer.lora_B.T))
            plain.weight.data = (plain.weight + layer.scale * step).detach()
""",
    "by_the_identity": """            plain = layer.base
            width = plain.weight.shape[0]
            with torch.no_grad():
                plain.weight.copy_(layer(torch.eye(width)) - plain.bias)
""",
}

GRIDS = {
    "own_function": """            codes, scale = absmax_quantize(p.detach(), cfg.bits)
            p.data = codes.float() * scale
""",
    "inlined": """            top = 2 ** (cfg.bits - 1) - 1
            step = p.detach().abs().max() / top
            p.data = (p.detach() / step).round().clamp(-top, top) * step
""",
}

SEEDS = {"as_advised": "seed=number", "another_draw": "seed=1234 - number"}

TEMPLATE = """\
import copy

import torch

from fixtures.adapters import LoRA, inject


def rebuilt(base):
    model = type(base)(base.config)
    model.load_state_dict(base.state_dict())
    return model


def merge(model):
    for name, layer in list(model.named_modules()):
        if isinstance(layer, LoRA):
            parent, _, last = name.rpartition(".")
{merge}            setattr(model.get_submodule(parent), last, plain)


def run_pipeline(base, sft_batches, pref_batches, cfg):
    model, history = {copy}, []
    for number, (stage, batches) in enumerate([("sft", sft_batches), ("dpo", pref_batches)]):
        inject(model, cfg, {seed})
        trainable = [p for p in model.parameters() if p.requires_grad]
        optimizer = torch.optim.SGD(trainable, lr=cfg.lr)
        for batch in batches:
            if stage == "sft":
                loss = sft_step(model, [batch], optimizer)
            else:
                loss = dpo_step_lora(model, batch, optimizer, beta=cfg.beta)["loss"]
            history.append((stage, loss))
        merge(model)
    for name, p in model.named_parameters():
        if name.split(".")[-2].startswith("c_") and name.endswith("weight"):
{grid}    return {{"model": model, "history": history}}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 24 combinations."""
    axes = (COPIES, MERGES, GRIDS, SEEDS)
    for choice in itertools.product(*(axis.items() for axis in axes)):
        slugs, (copied, merged, grid, seed) = zip(*choice, strict=True)
        source = TEMPLATE.format(copy=copied, merge=merged, grid=grid, seed=seed)
        yield "-".join(slugs), source
