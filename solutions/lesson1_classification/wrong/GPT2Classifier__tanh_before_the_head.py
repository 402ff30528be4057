"""L1.C74: Your features are squashed to between -1 and 1 before the head. The contract has
nothing between pooling and the linear map.

credit: 0.5
input: a feature of 10
yours: the head sees 1.0
holds: the scores grow in proportion to the pooled state
question: Which model's pooler did you have in mind?
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
        return self.head(torch.tanh(pool_last_token(h, attention_mask)))
