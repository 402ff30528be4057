"""L2.L93: Your loss does not depend on the labels. Change one label and look at it again.

credit: 0.0
lazy: yes
question: Where does your function read its second argument?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    return logits.float().mean()
