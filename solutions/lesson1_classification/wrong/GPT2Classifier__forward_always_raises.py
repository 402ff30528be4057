"""L1.C93: Every forward pass ends in a ValueError. Ordinary rows of text do have scores.

credit: 0.0
lazy: yes
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()

    def forward(self, input_ids, attention_mask=None):
        raise ValueError("bad input")
