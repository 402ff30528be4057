"""L3.M61: With any backbone but GPT-2 small your model stops with an error. A model says itself
how wide it is.

credit: 0.5
question: Where does the number 768 come from?
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
        self.score = nn.Linear(768, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden).squeeze(-1), attention_mask)
