"""L2.L92: You hand the scores back. One number is asked for.

credit: 0.0
lazy: yes
question: What is the shape of a loss?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    return logits
