"""Subtracts two cross-entropies with soft targets, over the real positions only."""

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    scores = []
    for model in (before, after):
        flags = [m.training for m in model.modules()]
        model.eval()
        with torch.no_grad():
            out = model(
                input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True
            )
            scores.append((out.hidden_states[-1] @ model.wte.weight.T)[attention_mask == 1])
        for m, flag in zip(model.modules(), flags):
            m.training = flag
    target = scores[0].softmax(dim=-1)
    return float(F.cross_entropy(scores[1], target) - F.cross_entropy(scores[0], target))
