"""L3.M73: Without a mask, tokens with the padding's id count as padding. Then every token is real.

credit: 0.75
input: a text that ends in the padding id, and no mask
yours: the score of an earlier token
holds: no mask, no padding
question: What does it say about a text if the mask is left out?
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
        if attention_mask is None:
            attention_mask = (input_ids != self.backbone.config.pad_token_id).long()
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return last_real(self.score(hidden).squeeze(-1), attention_mask)
