"""L1.C69: Your scores come from rows of the word embedding; the model gains no parameter.
What is new in a classifier?

credit: 0.25
input: a backbone of width 16, 2 classes
yours: the classifier adds 0 numbers
holds: the head has numbers of its own that the backbone does not share
question: Which words of the vocabulary would your classes be?
"""

import torch.nn.functional as F
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.num_classes = num_classes

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        tied = self.backbone.wte.weight[: self.num_classes]
        return F.linear(pool_last_token(h, attention_mask), tied)
