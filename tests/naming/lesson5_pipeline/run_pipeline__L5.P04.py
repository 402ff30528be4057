"""The second stage goes on with the adapters of the first one."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over

from copy import deepcopy

import torch

from fixtures.adapters import inject


def run_pipeline(base, sft_batches, pref_batches, cfg):
    net = deepcopy(base)
    inject(net, cfg, seed=0)
    sgd = torch.optim.SGD(filter(lambda p: p.requires_grad, net.parameters()), cfg.lr)
    log = []
    for b in sft_batches:
        log.append(("sft", sft_step(net, [b], sgd)))
    for b in pref_batches:
        log.append(("dpo", dpo_step_lora(net, b, sgd, cfg.beta)["loss"]))
    for block in net.transformer.h:
        for part in (block.attn, block.mlp):
            for name, layer in list(part.named_children()):
                if hasattr(layer, "lora_A"):
                    with torch.no_grad():
                        layer.base.weight += layer.scale * (layer.lora_A.T @ layer.lora_B.T)
                    setattr(part, name, layer.base)
                    layer = layer.base
                if name.startswith("c_"):
                    codes, scale = absmax_quantize(layer.weight.data, cfg.bits)
                    layer.weight.data = codes.float() * float(scale)
    return {"history": log, "model": net}
