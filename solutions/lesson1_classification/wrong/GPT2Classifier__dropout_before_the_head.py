"""L1.C57: In training mode some features are zeroed on the way to your head. The contract
describes everything between backbone and scores.

credit: 0.75
input: one row twice, in training mode, on a backbone without dropout
yours: two different results
holds: where the backbone has no dropout, equal rows get equal scores
question: Which of your layers behaves differently in training?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        pooled = self.dropout(pool_last_token(h, attention_mask))
        return self.head(pooled)
