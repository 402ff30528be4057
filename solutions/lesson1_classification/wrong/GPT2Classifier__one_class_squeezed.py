"""L1.C67: With a single class your result loses its last axis. Compare the shapes for one
class and for two.

credit: 0.75
input: 3 rows, 1 class
yours: a result of shape (3,)
holds: the result has one column per class, also if there is only one
question: Which step removes an axis of length one?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask)).squeeze(-1)
