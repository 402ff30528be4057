"""L3.M04: Your model holds one number more than the backbone is wide. Whatever it is, it cancels
in every comparison.

credit: 0.75
input: a backbone of width 16
yours: 17 numbers beyond the backbone
holds: one number per unit of width
question: Which second tensor does a linear layer bring along if you do not forbid it?
"""

import torch
from torch import nn


def last_real(scores, attention_mask):
    if attention_mask is None:
        return scores[:, -1]
    places = torch.arange(scores.shape[1]).expand(len(scores), -1)
    last = places.masked_fill(attention_mask == 0, -1).amax(dim=1)
    return scores[torch.arange(len(scores)), last]


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden).squeeze(-1), attention_mask)
