"""L3.M51: The score is read in the last column, where a shorter text has padding. Where does its
own last token stand?

credit: 0.5
input: a text, alone and with padding behind it
yours: two scores
holds: the same score
question: What stands in the last column of a padded row?
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
        return self.score(hidden[:, -1]).squeeze(-1)
