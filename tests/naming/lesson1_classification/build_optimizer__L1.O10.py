"""The weight decay is left at the optimizer's own default."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    body = list(filter(lambda p: p.requires_grad, model.backbone.parameters()))
    head = list(filter(lambda p: p.requires_grad, model.head.parameters()))
    optimizer = torch.optim.AdamW([{"params": head}], lr=head_lr)
    optimizer.add_param_group({"params": body, "lr": backbone_lr})
    return optimizer
