"""L2.S90: Your function does nothing and returns nothing. Start with the mode of the model.

credit: 0.0
lazy: yes
question: Which calls does one step of training consist of?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    return None
