"""L3.M92: Your forward returns nothing. One number per text should come out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""

from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        return None
