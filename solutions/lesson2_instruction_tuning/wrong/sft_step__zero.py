"""L2.S91: Your function does nothing and says that the loss is 0. Start with the scores of the
first micro-batch.

credit: 0.0
lazy: yes
question: Which calls does one step of training consist of?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    return 0.0
