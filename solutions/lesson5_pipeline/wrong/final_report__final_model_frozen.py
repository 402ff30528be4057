"""L5.R69: Parameters of the final model are frozen after the report. A report only looks.

credit: 0.75
question: What else keeps autograd out of a computation?
"""


def final_report(base, final, history, input_ids, attention_mask):
    final.requires_grad_(False)
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
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": total * 4,
        "bytes_int8": codes + (total - codes) * 4,
        "drift": drift,
        "changed_fraction": changed / total,
    }
