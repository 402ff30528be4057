"""Returns a subclass of AdamW that finds its own groups."""

import torch


class TwoSpeeds(torch.optim.AdamW):
    def __init__(self, model, head_lr, backbone_lr, weight_decay):
        parts = [(model.head, head_lr), (model.backbone, backbone_lr)]
        groups = [
            {"params": list(filter(lambda p: p.requires_grad, part.parameters())), "lr": lr}
            for part, lr in parts
        ]
        super().__init__(groups, weight_decay=weight_decay)


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return TwoSpeeds(model, head_lr, backbone_lr, weight_decay)
