"""Fills in a mask of ones, and hands a float copy of it to the backbone."""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        hidden = self.backbone(input_ids, attention_mask=attention_mask.float()).last_hidden_state
        return torch.einsum("bd,cd->bc", pool_last_token(hidden, attention_mask), self.head.weight)
