"""L1.C90: Every score is zero, whatever the sentence. Neither backbone nor head has a say.

credit: 0.0
lazy: yes
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.num_classes = num_classes

    def forward(self, input_ids, attention_mask=None):
        return torch.zeros(len(input_ids), self.num_classes)
