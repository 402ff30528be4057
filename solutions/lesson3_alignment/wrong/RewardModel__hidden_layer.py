"""L3.M56: Your head has a layer too many. One linear map turns the hidden state into the score.

credit: 0.5
question: How many numbers does your model have beyond its backbone?
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
        width = backbone.config.n_embd
        self.backbone = backbone
        self.score = nn.Sequential(
            nn.Linear(width, width, bias=False), nn.Tanh(), nn.Linear(width, 1, bias=False)
        )

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden).squeeze(-1), attention_mask)
