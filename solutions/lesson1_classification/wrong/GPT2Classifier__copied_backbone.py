"""L1.C52: The classifier works on a copy of the backbone. Training it leaves the object
you were given behind.

credit: 0.75
input: a backbone, and the classifier around it
yours: two networks with equal weights
holds: a change to the given backbone changes the classifier's scores
question: How many copies of GPT-2 are in memory after your constructor?
"""

import copy

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = copy.deepcopy(backbone)
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
