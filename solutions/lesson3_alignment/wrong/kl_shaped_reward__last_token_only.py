"""L3.K63: Only the last token of an answer pays. Where has the rest of the answer gone?

credit: 0.25
question: How many terms does your sum have?
"""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    places = torch.arange(mask.shape[1])
    last = (places * mask).amax(dim=1, keepdim=True).long()
    return score - beta * ratio.gather(1, last).squeeze(1)
