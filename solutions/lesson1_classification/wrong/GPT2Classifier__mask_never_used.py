"""L1.C72: Your scores are the same whatever the mask says. Padding takes part in the
attention and in the choice of the last token.

credit: 0.25
input: the row [good film pad], once with mask [1, 1, 0] and once without
yours: the same scores
holds: masking a place must take its influence away
question: Where does your forward pass use its second argument?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids).last_hidden_state
        return self.head(pool_last_token(h))
