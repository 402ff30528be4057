"""L5.R06: The first DPO loss comes out as log 2, whatever the history says. Report what happened,
not what should have.

credit: 0.5
input: DPO losses 0.7, 0.4
yours: 0.6931
holds: another history gives another report
question: How would a reader of your report see that a run went wrong?
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
    sft = [loss for kind, loss in history if kind == "sft"]
    dpo = [loss for kind, loss in history if kind == "dpo"]
    drift = lm_drift(base.transformer, final.transformer, input_ids, attention_mask)
    return {
        "params": total,
        "sft_drop": sft[0] - sft[-1],
        "dpo_start": 0.6931471805599453,
        "dpo_end": dpo[-1],
        "bytes_fp32": total * 4,
        "bytes_int8": codes + (total - codes) * 4,
        "drift": drift,
        "changed_fraction": changed / total,
    }
