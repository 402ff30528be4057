"""L3.M94: Your model cannot be built: its constructor stops with an error. Read its last line
first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""

from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        raise RuntimeError("not done")

    def forward(self, input_ids, attention_mask=None):
        return None
