"""L3.M93: Your forward stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""

from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)

    def forward(self, input_ids, attention_mask=None):
        raise RuntimeError("not done")
