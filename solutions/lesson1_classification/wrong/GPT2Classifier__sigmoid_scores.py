"""L1.C19: All your scores lie between 0 and 1. Raw scores know no bounds; compare your
last line with the contract.

credit: 0.25
input: a raw score of 0
yours: 0.5
holds: flipping the sign of the head's weights flips the sign of every score
question: What range can a linear map give, and what range do you return?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return torch.sigmoid(self.head(pool_last_token(h, attention_mask)))
