"""L3.M68: You return a score for every position. The text is scored once, where it has been read.

credit: 0.5
question: Which of a row's scores is the text's?
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
        return self.score(hidden).squeeze(-1)
