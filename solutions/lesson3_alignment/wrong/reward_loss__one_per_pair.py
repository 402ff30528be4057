"""L3.R54: You return a loss for each pair. `backward()` takes a single number.

credit: 0.5
input: three pairs
yours: a tensor of shape (3,)
holds: a tensor of shape ()
question: Which word of the contract is not in your code?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected)
