"""L1.C66: Every place of a row moves your scores, early ones included, by the same share.
Which place has read the whole sentence?

credit: 0.25
input: the row [a good film], mask [1, 1, 1]
yours: the scores of the average of three states
holds: the head sees the state of a single place
question: What does the state of the first word know about the last one?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        h = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        if attention_mask is None:
            return self.head(h.mean(dim=1))
        m = attention_mask.unsqueeze(-1).to(h.dtype)
        return self.head((h * m).sum(1) / m.sum(1).clamp(min=1))
