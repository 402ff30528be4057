"""L3.M09: For a single text your result is a number without an axis. Which axes of length 1 does
a bare squeeze take away?

credit: 0.75
input: one text
yours: a tensor of shape ()
holds: shape (1,)
question: How do you take away the last axis only?
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
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden), attention_mask).squeeze()
