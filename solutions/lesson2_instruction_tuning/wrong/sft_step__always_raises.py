"""L2.S92: Your function stops with an error every time. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    raise ValueError("not done")
