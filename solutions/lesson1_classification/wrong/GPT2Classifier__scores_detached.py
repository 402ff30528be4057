"""L1.C75: The scores carry no gradient at all, so not even the head can learn. Where do they
leave the graph?

credit: 0.25
input: any row and a loss on its scores
yours: nothing to differentiate
holds: nudging a weight of the head must move the loss
question: Which lines of your forward pass run outside the graph, and why?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    @torch.inference_mode()
    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
