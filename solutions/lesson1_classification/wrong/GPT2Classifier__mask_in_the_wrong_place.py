"""L1.C64: As soon as there is a mask, the backbone's forward pass breaks off. Look up which
of its parameters your second argument lands in.

credit: 0.5
input: the row [good film], mask [1, 1]
yours: an error inside the backbone
holds: leaving the mask out gives the same scores as a mask full of ones
question: What is the second parameter of the backbone's forward pass called?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
