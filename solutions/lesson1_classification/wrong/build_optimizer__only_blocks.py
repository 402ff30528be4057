"""L1.O62: The thawed final layer norm, and thawed embeddings, are missing from your optimizer.
What else besides the blocks lives in the backbone?

credit: 0.5
input: a model with its last block and ln_f thawed
yours: ln_f receives a gradient and never moves
holds: as many parameters in the optimizer as there are trainable ones
question: Which trainable parameters lie outside the list of blocks?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.h.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
