"""L1.C02: Your head fits GPT-2 small and no other backbone. Where does a backbone keep
its own width?

credit: 0.25
input: a backbone of width 16
yours: a head for width 768, and a crash in the forward pass
holds: the head fits whatever backbone it is given
question: Which number in your constructor did you copy from a model card?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(768, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids=input_ids, attention_mask=attention_mask)[0]
        return self.head(pool_last_token(h, attention_mask))
