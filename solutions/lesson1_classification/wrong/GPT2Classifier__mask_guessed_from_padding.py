"""L1.C95: Without a mask you take the padding id for padding, though a text may hold it as a real token.
What does a missing mask say about the positions?

credit: 0.75
input: ids [5, 9, 0] without a mask, padding id 0
yours: the scores of the 9
holds: without a mask every position is real
question: Who is allowed to say which tokens are real?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        if attention_mask is None:
            attention_mask = (input_ids != self.backbone.config.pad_token_id).long()
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(hidden, attention_mask))
