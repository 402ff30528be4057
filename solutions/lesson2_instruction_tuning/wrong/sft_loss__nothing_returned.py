"""L2.L90: Your function returns nothing. The loss is what it is called for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    return None
