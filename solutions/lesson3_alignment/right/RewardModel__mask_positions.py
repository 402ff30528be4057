"""Positions are counted from the first real token, so left padding moves no position.

differs: yes
"""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        mask = attention_mask.long()
        positions = (mask.cumsum(dim=1) - 1).clamp(min=0)
        out = self.backbone(input_ids, attention_mask=attention_mask, position_ids=positions)
        last = (torch.arange(mask.shape[1]) * mask).argmax(dim=1)
        return self.head(out.last_hidden_state[torch.arange(len(mask)), last])[:, 0]
