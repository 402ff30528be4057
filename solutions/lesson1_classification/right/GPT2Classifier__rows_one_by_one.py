"""Each row is run by itself, without its padding on the right."""

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
        scores = []
        for ids, mask in zip(input_ids, attention_mask):
            end = int(mask.nonzero()[-1]) + 1
            ids, mask = ids[None, :end], mask[None, :end]
            hidden = self.backbone(ids, attention_mask=mask).last_hidden_state
            scores.append(self.head(pool_last_token(hidden, mask)))
        return torch.cat(scores)
