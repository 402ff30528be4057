"""L3.M72: You read before the first padding of a row. Padding may also stand before the text.

credit: 0.5
question: In the mask 0 0 1 1 1, where is the first 0?
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
        scores = self.score(hidden).squeeze(-1)
        if attention_mask is None:
            return scores[:, -1]
        last = (attention_mask == 0).int().argmax(dim=1) - 1
        return scores[torch.arange(len(scores)), last]
