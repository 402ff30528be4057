"""L3.R60: Only the chosen score gets a gradient. A model also learns from what people did not
like.

credit: 0.5
question: Which of the two scores is cut off from the graph, and why?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected.detach()).mean()
