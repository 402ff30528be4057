"""L5.R04: A loss that falls is reported as a negative drop. From where to where does a drop go?

credit: 0.75
input: SFT losses 4.0, 3.5, 2.5
yours: -1.5
holds: a falling loss has a positive drop
question: What is the drop from 4 to 3?
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
        "sft_drop": sft[-1] - sft[0],
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": total * 4,
        "bytes_int8": codes + (total - codes) * 4,
        "drift": drift,
        "changed_fraction": changed / total,
    }
