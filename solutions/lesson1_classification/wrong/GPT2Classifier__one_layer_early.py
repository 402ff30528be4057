"""L1.C53: Your features leave the backbone before its last block and its final norm. Which
entry of the list of hidden states is the finished one?

credit: 0.5
input: any row; then set the last block's weights to zero
yours: the scores do not move
holds: every block has a say in the scores
question: How many entries does the list of hidden states have for three blocks?
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = nn.Linear(backbone.config.n_embd, num_classes, bias=False)

    def forward(self, input_ids, attention_mask=None):
        states = self.backbone(
            input_ids, attention_mask=attention_mask, output_hidden_states=True
        ).hidden_states
        return self.head(pool_last_token(states[-2], attention_mask))
