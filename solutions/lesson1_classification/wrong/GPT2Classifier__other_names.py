"""L1.C65: The parts are there, under names that later tasks do not know. Compare your
attributes with the two that the contract fixes.

credit: 0.75
input: a classifier
yours: its parts are called `transformer` and `score`
holds: later tasks find the parts as `backbone` and `head`
question: Under which names would another function look for the parts of your model?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.transformer = backbone
        self.score = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.transformer(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.score(pool_last_token(h, attention_mask))
