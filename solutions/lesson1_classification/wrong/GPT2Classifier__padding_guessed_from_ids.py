"""L1.C60: You find the end of the text by looking for an id. GPT-2 has no id that only
padding uses; the mask knows.

credit: 0.5
input: ids [7 5 0] with mask [1, 1, 1], where 0 is the padding id
yours: the scores of the second place
holds: a token counts as real when the mask says so, whatever its id
question: Can the end-of-text id be a real token of a sentence?
"""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        pad = self.backbone.config.pad_token_id
        places = torch.arange(input_ids.shape[1])
        last = ((input_ids != pad) * places).argmax(dim=1)
        return self.head(h[torch.arange(len(h)), last])
