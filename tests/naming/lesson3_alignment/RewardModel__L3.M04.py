"""A linear layer by its defaults, pooled by a loop."""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.model = backbone
        self.v = nn.Linear(backbone.config.hidden_size, 1)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.model(input_ids, attention_mask=attention_mask)[0]
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        ends = [int(row.nonzero().max()) for row in attention_mask]
        return torch.stack([self.v(h[e])[0] for h, e in zip(hidden, ends, strict=True)])
