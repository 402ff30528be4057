"""L1.C04: Every score is negative, and each row is already normalised. The loss does that
itself; the contract asks for raw scores.

credit: 0.75
input: raw scores (1, 1) of two classes
yours: (-0.69, -0.69)
holds: doubling the head's weights doubles every score
question: What does the cross-entropy of the next task do with your numbers first?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        out = self.backbone(input_ids, attention_mask=attention_mask)
        scores = self.head(pool_last_token(out.last_hidden_state, attention_mask))
        return torch.log_softmax(scores, dim=-1)
