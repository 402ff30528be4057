"""Works on copies in eval mode, so there is nothing to restore."""

import copy

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    before, after = copy.deepcopy(before).eval(), copy.deepcopy(after).eval()
    keep = attention_mask > 0
    with torch.no_grad():
        b, a = (
            F.linear(
                m(input_ids, attention_mask=attention_mask)[0][keep],
                m.get_input_embeddings().weight,
            )
            for m in (before, after)
        )
    return F.kl_div(
        a.log_softmax(-1), b.log_softmax(-1), log_target=True, reduction="batchmean"
    ).item()
