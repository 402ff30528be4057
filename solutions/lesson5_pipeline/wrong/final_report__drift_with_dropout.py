"""L5.R68: The drift is measured while dropout is on, and another call gives another number.

credit: 0.75
question: In which mode are both models when you compare them?
"""

import torch


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
    with torch.no_grad():
        scores = [m(input_ids, attention_mask=attention_mask).logits for m in (base, final)]
    old, new = (each.log_softmax(dim=-1) for each in scores)
    drift = (old.exp() * (old - new)).sum(dim=-1)[attention_mask.bool()].mean().item()
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
