"""L1.C13: You give two scores per row, however many classes are asked for. Follow the
second argument of the constructor.

credit: 0.25
input: 4 classes, one row
yours: 2 scores
holds: one score per class
question: Where is the number of classes used in your code?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes=2):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, 2, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        pooled = pool_last_token(h, attention_mask)
        return self.head(pooled)
