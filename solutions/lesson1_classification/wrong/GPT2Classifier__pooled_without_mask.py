"""L1.C07: Unpadded rows are right; right-padded rows are scored on a padding slot. Both
steps of your forward pass have to know the mask.

credit: 0.5
input: the row [good film pad], mask [1, 1, 0]
yours: the scores of the third place
holds: the scores of the row are the same with and without its padding
question: Which of your calls still believes that every place is real?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(hidden[:, -1])
