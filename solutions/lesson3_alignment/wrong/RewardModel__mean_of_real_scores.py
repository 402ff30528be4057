"""L3.M53: Your score is an average over all real positions, of which only the last has read
everything.

credit: 0.25
question: What has the first position read when its score enters your mean?
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
            return scores.mean(dim=1)
        real = attention_mask.to(scores.dtype)
        return (scores * real).sum(dim=1) / real.sum(dim=1)
