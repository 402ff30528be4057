"""L5.R64: The history is emptied on the way. It belongs to the caller.

credit: 0.75
question: What does `pop` do to a list?
"""


def final_report(base, final, history, input_ids, attention_mask):
    before = dict(base.named_parameters())
    after = dict(final.named_parameters())
    total = codes = changed = 0
    for name, weight in after.items():
        total += weight.numel()
        changed += (weight != before[name]).sum().item()
        if weight.dim() == 2 and name.split(".")[-2].startswith("c_"):
            codes += weight.numel()
    sft, dpo = [], []
    while history:
        kind, loss = history.pop(0)
        (sft if kind == "sft" else dpo).append(loss)
    drift = lm_drift(base.transformer, final.transformer, input_ids, attention_mask)
    return {
        "params": total,
        "sft_drop": sft[0] - sft[-1],
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": total * 4,
        "bytes_int8": codes + (total - codes) * 4,
        "drift": drift,
        "changed_fraction": changed / total,
    }
