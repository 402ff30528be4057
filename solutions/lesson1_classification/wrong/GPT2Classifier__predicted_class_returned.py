"""L1.C59: You return the number of one class per row, not one score per class. Could a loss
be built on that?

credit: 0.25
input: scores (0.1, 2.0, -1.0)
yours: 1
holds: a small change of the head's weights changes the result a little
question: Which of your steps throws away how sure the model is?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask)).argmax(dim=-1)
