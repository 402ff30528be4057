"""L3.R61: Every chosen answer is compared with every rejected one, also with those of other
prompts. Nobody made these comparisons.

credit: 0.5
input: scores (2, 0) and (1, 3)
yours: four comparisons
holds: two pairs, two comparisons
question: What is the shape of your difference?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen[:, None] - rejected[None, :]).mean()
