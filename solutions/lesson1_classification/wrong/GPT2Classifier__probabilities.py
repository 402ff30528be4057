"""L1.C51: Your scores of a row add up to one. A later loss expects raw scores and would
normalise these a second time.

credit: 0.25
input: raw scores (1, 1) of two classes
yours: (0.5, 0.5)
holds: doubling the head's weights doubles every score
question: Who turns scores into probabilities during training?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        logits = self.head(pool_last_token(h, attention_mask))
        return logits.softmax(dim=1)
