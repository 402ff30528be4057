"""L1.C73: Two calls on the same row give different scores, and no head is ever registered.
When is your head born?

credit: 0.25
input: one row, twice
yours: two different results
holds: in evaluation mode equal rows get equal scores
question: How often does each of your two methods run during training?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.num_classes = num_classes

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        pooled = pool_last_token(h, attention_mask)
        head = nn.Linear(pooled.shape[-1], self.num_classes, bias=False)
        return head(pooled)
