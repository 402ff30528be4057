"""L3.M67: You return two numbers per text, as a classifier for two classes would. A score is one
number.

credit: 0.25
question: How many rows does your map have?
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
        self.score = nn.Linear(backbone.config.n_embd, 2, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden), attention_mask)
