"""L1.C70: Your constructor draws the backbone's weights anew, so its pretraining is lost.
Which part of the model is new?

credit: 0.0
input: a pretrained backbone
yours: the same object with other weights afterwards
holds: wrapping a backbone changes none of its numbers
question: On which modules does your initialisation run?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)
        self.apply(self._init)

    def _init(self, module):
        weight = getattr(module, "weight", None)
        if weight is not None and weight.dim() == 2:
            nn.init.normal_(weight, std=0.02)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
