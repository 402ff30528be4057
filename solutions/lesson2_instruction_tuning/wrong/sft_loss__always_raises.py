"""L2.L94: Your function stops with an error every time. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    raise ValueError("not done")
