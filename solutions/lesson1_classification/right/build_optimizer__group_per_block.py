"""One group for each child of the backbone and for each block, empty ones included."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    backbone = model.backbone
    modules = [backbone.wte, backbone.wpe, *backbone.h, backbone.ln_f]

    def group(module, lr):
        return {
            "params": [p for p in module.parameters() if p.requires_grad],
            "lr": lr,
            "weight_decay": weight_decay,
        }

    return torch.optim.AdamW(
        [group(model.head, head_lr)] + [group(m, backbone_lr) for m in modules]
    )
