"""L3.M66: Without a mask your model stops with an error. Then every token is real.

credit: 0.75
question: What does attention_mask=None mean?
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
        last = (torch.arange(hidden.shape[1]) * attention_mask).amax(dim=1)
        return self.score(hidden[torch.arange(len(hidden)), last]).squeeze(-1)
