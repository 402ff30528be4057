"""L1.C55: After your constructor the backbone is frozen. Who decides in this lesson which
blocks learn?

credit: 0.5
input: a backbone whose parameters are all trainable
yours: none of them is trainable any more
holds: wrapping a backbone changes nothing in it, its flags included
question: Which task of this lesson is about freezing?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        for p in self.backbone.parameters():
            p.requires_grad = False
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
