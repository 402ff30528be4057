"""L1.C11: The head learns, but no gradient ever reaches the backbone. Later you thaw some
blocks: could they learn here?

credit: 0.5
input: a thawed backbone and any loss on the scores
yours: no gradient in any block
holds: whether a block learns is decided by its flags, not by the forward pass
question: At which line do the features leave the graph?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        with torch.no_grad():
            h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
