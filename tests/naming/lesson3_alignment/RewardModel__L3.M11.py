"""Pools with the mask, and attends without it."""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.w = nn.Parameter(torch.randn(backbone.config.n_embd, 1))

    def forward(self, input_ids, attention_mask=None):
        scores = (self.backbone(input_ids)[0] @ self.w).flatten(1)
        if attention_mask is None:
            return scores[:, -1]
        last = scores.shape[1] - 1 - attention_mask.long().flip(1).argmax(1)
        return scores.gather(1, last[:, None]).flatten()
