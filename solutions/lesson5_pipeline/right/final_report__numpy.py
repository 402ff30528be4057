"""Flattens both models into one numpy vector each, and tells the stages apart by filtering."""

import numpy as np
import torch


def final_report(base, final, history, input_ids, attention_mask):
    def flat(model):
        return np.concatenate([p.detach().numpy().ravel() for p in model.parameters()])

    old, new = flat(base), flat(final)
    heavy = np.concatenate(
        [
            np.full(p.numel(), 1 if ".c_" in n and n.endswith("weight") else 4)
            for n, p in final.named_parameters()
        ]
    )
    sft = np.array([loss for stage, loss in history if stage != "dpo"])
    dpo = np.array([loss for stage, loss in history if stage != "sft"])
    return {
        "params": new.size,
        "sft_drop": -np.diff(sft).sum(),
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": np.int64(new.size * 4),
        "bytes_int8": heavy.sum(),
        "drift": lm_drift(base.transformer, final.transformer, input_ids, attention_mask),
        "changed_fraction": np.mean(old != new),
    }
