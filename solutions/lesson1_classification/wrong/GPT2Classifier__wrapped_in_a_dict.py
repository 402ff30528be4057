"""L1.C71: The scores come inside another object, not as a tensor. The callers of this lesson
compute with the result directly.

credit: 0.75
input: one row, 3 classes
yours: a dict that holds the scores
holds: the result itself has a shape
question: What does the signature promise to return?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return {"logits": self.head(pool_last_token(h, attention_mask))}
