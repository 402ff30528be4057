"""L1.C62: Without a mask the forward pass breaks off. The second argument may be left out;
then every place is real.

credit: 0.75
input: the row [good film], no mask
yours: an error
holds: leaving the mask out gives the same scores as a mask full of ones
question: Which line needs a mask to be there?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        attention_mask = attention_mask.to(input_ids.device)
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
