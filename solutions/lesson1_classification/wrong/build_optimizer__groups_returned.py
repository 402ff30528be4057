"""L1.O60: You return the parameter groups themselves. They describe an optimizer well; who builds
it from them?

credit: 0.5
input: any model
yours: a list of two dicts
holds: the result can be asked to step
question: What does the caller do with the result in a training loop?
"""


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return [
        {"params": head, "lr": head_lr, "weight_decay": weight_decay},
        {"params": body, "lr": backbone_lr, "weight_decay": weight_decay},
    ]
