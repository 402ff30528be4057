"""L1.C10: The pretrained weights are gone: your features are those of a fresh, random
network. What does a config contain, and what not?

credit: 0.0
input: a pretrained backbone
yours: another object with other weights
holds: the classifier holds the very backbone it was given
question: Which of your lines throws the pretraining away?
"""

from torch import nn
from transformers import GPT2Model


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = GPT2Model(backbone.config)
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        out = self.backbone(input_ids, attention_mask=attention_mask)
        return self.head(pool_last_token(out.last_hidden_state, attention_mask))
