"""Everything happens to the base itself."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over

import torch

from fixtures.adapters import LoRA, inject


def run_pipeline(base, sft_batches, pref_batches, cfg):
    log = []

    def stage(seed, batches, step):
        inject(base, cfg, seed=seed)
        sgd = torch.optim.SGD([p for p in base.parameters() if p.requires_grad], lr=cfg.lr)
        for b in batches:
            log.append(step(b, sgd))
        for name, layer in list(base.named_modules()):
            if isinstance(layer, LoRA):
                with torch.no_grad():
                    layer.base.weight.add_((layer.lora_B @ layer.lora_A).T, alpha=layer.scale)
                owner = base.get_submodule(name.rsplit(".", 1)[0])
                setattr(owner, name.rsplit(".", 1)[1], layer.base)

    stage(0, sft_batches, lambda b, sgd: ("sft", sft_step(base, [b], sgd)))
    stage(1, pref_batches, lambda b, sgd: ("dpo", dpo_step_lora(base, b, sgd, cfg.beta)["loss"]))
    for name, weight in base.named_parameters():
        if ".c_" in name and name.endswith("weight"):
            codes, scale = absmax_quantize(weight, cfg.bits)
            weight.data = codes * scale
    return {"model": base, "history": log}
