"""L1.C54: The final layer norm is applied to what it has already normalised. Which state
does the backbone hand you?

credit: 0.5
input: a hidden state as the backbone returns it
yours: normalised once more
holds: the features are the backbone's own output, unchanged
question: What is the last thing the backbone does before it returns?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        h = self.backbone.ln_f(h)
        return self.head(pool_last_token(h, attention_mask))
