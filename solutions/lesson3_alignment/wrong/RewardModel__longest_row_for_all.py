"""L3.M70: Every row is read where the longest text ends. Each text has an end of its own.

credit: 0.5
question: How many places does your index hold?
"""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        scores = self.score(hidden).squeeze(-1)
        if attention_mask is None:
            return scores[:, -1]
        last = (torch.arange(scores.shape[1]) * attention_mask).max()
        return scores[:, last]
