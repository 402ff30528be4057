"""Each part of the model gets the other part's learning rate."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("head.")]
    ids = set(map(id, head))
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in ids]
    opt = torch.optim.AdamW(rest or head, lr=head_lr, weight_decay=weight_decay)
    if rest:
        opt.add_param_group({"params": head, "lr": backbone_lr})
    else:
        opt.param_groups[0]["lr"] = backbone_lr
    return opt
