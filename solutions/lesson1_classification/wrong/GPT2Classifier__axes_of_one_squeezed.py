"""L1.C68: Every axis of length one disappears from your result, that of the batch too.
Compare the shapes for one sentence and for two.

credit: 0.75
input: 1 row, 3 classes
yours: a result of shape (3,)
holds: one row per sentence and one column per class, whatever their numbers
question: Which step removes axes that happen to have length one?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask)).squeeze()
