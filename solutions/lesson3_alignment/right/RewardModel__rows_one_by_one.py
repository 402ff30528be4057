"""Each text goes through the backbone alone."""

import torch
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        scores = []
        for ids, mask in zip(input_ids, attention_mask):
            hidden = self.backbone(ids[None], attention_mask=mask[None]).last_hidden_state[0]
            scores.append(self.score(hidden[mask.nonzero().max()]))
        return torch.cat(scores)
