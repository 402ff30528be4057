"""L3.M54: Your scores lie between 0 and 1, so differences of more than 1 cannot be said. A score
may be any number.

credit: 0.5
input: any text
yours: a number between 0 and 1
holds: scores are unbounded
question: Where will the sigmoid of the loss be taken?
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
        return torch.sigmoid(last_real(self.score(hidden).squeeze(-1), attention_mask))
