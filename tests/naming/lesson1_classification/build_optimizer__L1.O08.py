"""Plain stochastic gradient descent is built."""

from torch.optim import SGD


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    groups = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            lr = head_lr if name.startswith("head.") else backbone_lr
            groups.append({"params": [p], "lr": lr, "weight_decay": weight_decay})
    return SGD(groups, lr=head_lr)
