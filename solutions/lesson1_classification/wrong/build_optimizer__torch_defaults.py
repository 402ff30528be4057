"""L1.O64: All parameters, frozen ones too, run at the library's default rate and decay. None of
the four arguments but the model has an effect.

credit: 0.0
input: head_lr = 0.5, backbone_lr = 0.1, weight_decay = 0.5
yours: one group at rate 0.001 with decay 0.01
holds: other rates and another decay give another optimizer
question: Which of your arguments could be removed without changing the result?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return torch.optim.AdamW(model.parameters())
