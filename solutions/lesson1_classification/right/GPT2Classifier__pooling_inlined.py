"""Does not call the earlier function: the last real place is found here, all places are scored."""

import torch
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.hidden_size, num_classes, bias=False)
        nn.init.normal_(self.head.weight, std=backbone.config.initializer_range)

    def forward(self, input_ids, attention_mask=None):
        scores = self.head(self.backbone(input_ids, attention_mask=attention_mask)[0])
        B, T = input_ids.shape
        if attention_mask is None:
            return scores[:, -1]
        places = torch.arange(T, device=scores.device)
        last = places.masked_fill(attention_mask == 0, -1).amax(dim=1)
        return scores[torch.arange(B, device=scores.device), last]
