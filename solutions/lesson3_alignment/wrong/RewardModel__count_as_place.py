"""L3.M52: Under left padding the score is read too early. You take the number of real tokens for
a place.

credit: 0.5
question: In the mask 0 0 1 1 1, where does the last real token stand?
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
        return scores[torch.arange(len(scores)), attention_mask.sum(dim=1) - 1]
