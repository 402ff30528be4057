"""L3.M07: Changing any token but the first leaves your score as it was. What has the first
position of a causal model read?

credit: 0.0
input: the texts a b c and a d e
yours: the same score
holds: a score depends on the whole text
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
        return self.score(hidden[:, 0]).squeeze(-1)
