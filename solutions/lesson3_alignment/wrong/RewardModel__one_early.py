"""L3.M60: The score is read one token before the end. Which token has seen the end of the answer?

credit: 0.5
question: What is the place of the last of three tokens?
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
            attention_mask = torch.ones_like(input_ids)
        places = torch.arange(scores.shape[1]) * attention_mask
        last = (places.amax(dim=1) - 1).clamp(min=0)
        return scores[torch.arange(len(scores)), last]
