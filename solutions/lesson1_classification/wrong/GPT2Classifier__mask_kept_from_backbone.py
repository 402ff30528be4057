"""L1.C05: With padding before the text your scores change when only the padding is edited.
Who else has to know which places are real?

credit: 0.5
input: the row [pad pad good film], mask [0, 0, 1, 1]
yours: other scores once the pads are replaced by other words
holds: what stands in padding must not matter, on either side of the text
question: Which words can the last token attend to inside your backbone?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        hidden = self.backbone(input_ids).last_hidden_state
        return self.head(pool_last_token(hidden, attention_mask))
