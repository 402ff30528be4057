"""L1.O56: The thawed blocks decay and the head does not. Compare the settings of your groups one
by one.

credit: 0.75
input: weight_decay = 0.5, last block thawed
yours: head decays by 0, block by 0.5
holds: every group reports the same decay
question: Is a fresh layer excepted from the decay anywhere in the contract?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    optimizer = torch.optim.AdamW(
        [p for p in model.head.parameters() if p.requires_grad], lr=head_lr, weight_decay=0
    )
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    if body:
        optimizer.add_param_group({"params": body, "lr": backbone_lr, "weight_decay": weight_decay})
    return optimizer
