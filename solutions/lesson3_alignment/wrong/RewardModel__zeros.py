"""L3.M90: Your score is 0 for every text. Begin by asking the backbone for its hidden states.

credit: 0.0
lazy: yes
question: Where does your forward use the backbone?
"""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        return torch.zeros(len(input_ids))
