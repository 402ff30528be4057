"""L1.C58: Your head is a small network of its own, not one linear map. Count the numbers it
adds to the state dict.

credit: 0.5
input: a backbone of width 16, 2 classes
yours: the head adds 288 numbers
holds: the head adds width times classes, nothing else
question: Which of your head's layers would a plain linear map not need?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        d = backbone.config.n_embd
        self.backbone = backbone
        self.head = nn.Sequential(
            nn.Linear(d, d, bias=False),
            nn.Tanh(),
            nn.Linear(d, num_classes, bias=False),
        )

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
