"""L3.R90: Your loss is 0 for all scores. Begin with the difference of a pair.

credit: 0.0
lazy: yes
question: Which argument does your function use?
"""

import torch


def reward_loss(chosen, rejected):
    return torch.zeros((), requires_grad=True)
