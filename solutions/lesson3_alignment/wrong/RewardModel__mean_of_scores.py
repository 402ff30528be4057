"""L3.M05: Your score is an average over all positions, padding included. Which position has read
the whole answer?

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
        return self.score(hidden).squeeze(-1).mean(dim=1)
