"""L3.M69: Your score is a sum over all real positions, so long texts get far ones.

credit: 0.25
question: Which position has read the whole text?
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
            return scores.sum(dim=1)
        return (scores * attention_mask).sum(dim=1)
