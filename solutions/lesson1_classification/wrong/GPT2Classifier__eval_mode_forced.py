"""L1.C56: In training mode your backbone still runs without its dropout. The mode belongs
to whoever trains.

credit: 0.75
input: a classifier in training mode
yours: its backbone is in evaluation mode after one call
holds: a forward pass leaves the mode of every layer as it found it
question: Which line of the forward pass changes the backbone's mode?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        self.backbone.eval()
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(pool_last_token(h, attention_mask))
