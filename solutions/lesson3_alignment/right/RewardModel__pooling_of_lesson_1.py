"""The pooling function of lesson 1 stands in this file as it was handed in there."""

import torch
from torch import nn


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if (attention_mask.sum(dim=1) == 0).any():
        raise ValueError("a row has no real token")
    last = torch.where(attention_mask.bool(), torch.arange(hidden.shape[1]), -1).amax(dim=1)
    return hidden[torch.arange(len(hidden)), last]


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super(RewardModel, self).__init__()
        self.transformer = backbone
        self.v_head = nn.Linear(backbone.config.hidden_size, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.transformer(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.v_head(pool_last_token(hidden, attention_mask)).flatten()
