"""L1.C92: You hand the token ids back as they came. The way from ids to scores leads through
the backbone and the head.

credit: 0.0
lazy: yes
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()

    def forward(self, input_ids, attention_mask=None):
        return input_ids
