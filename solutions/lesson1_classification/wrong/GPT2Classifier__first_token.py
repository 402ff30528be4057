"""L1.C20: Your scores depend on the first place alone, as with an encoder. How many words
has that place read in a causal model?

credit: 0.0
input: "good film" and "good grief"
yours: the same scores for both
holds: changing the last word must change the scores
question: Which model family keeps its summary in the first place, and why?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(h[:, 0, :])
