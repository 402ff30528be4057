"""L1.C01: Your head holds a few numbers more than one matrix. Count what a map from the
width to two classes adds to GPT-2 small.

credit: 0.5
input: a backbone of width 16, 2 classes
yours: the head adds 34 numbers
holds: the head adds width times classes, nothing else
question: Which second tensor does a linear layer bring along if you do not forbid it?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.hidden_size, num_classes)

    def forward(self, input_ids, attention_mask=None):
        out = self.backbone(input_ids, attention_mask=attention_mask)
        return self.head(pool_last_token(out.last_hidden_state, attention_mask))
