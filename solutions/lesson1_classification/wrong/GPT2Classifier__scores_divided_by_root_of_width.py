"""L1.C61: Your scores are the raw ones made smaller, by a factor that depends on the width.
Where does attention scale, and where do heads?

credit: 0.5
input: a backbone of width 16 and a raw score of 4
yours: 1
holds: the scores are the head applied to the features, nothing more
question: What is the division in your last line there for?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)
        self.scale = backbone.config.n_embd**-0.5

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask)) * self.scale
