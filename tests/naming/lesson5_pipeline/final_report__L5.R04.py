"""The drop is the last loss less the first one."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over


def final_report(base, final, history, input_ids, attention_mask):
    numbers = {name: p.numel() for name, p in final.named_parameters()}
    small = [name for name in numbers if ".c_" in name and ".bias" not in name]
    total = sum(numbers.values())
    first, last = {}, {}
    for stage, loss in history:
        first.setdefault(stage, loss)
        last[stage] = loss
    other = dict(base.named_parameters())
    same = sum((p == other[name]).sum().item() for name, p in final.named_parameters())
    report = {"params": total, "bytes_fp32": total * 4, "changed_fraction": 1 - same / total}
    report["bytes_int8"] = total * 4 - sum(numbers[name] for name in small) * 3
    report["sft_drop"] = last["sft"] - first["sft"]
    report["dpo_start"], report["dpo_end"] = first["dpo"], last["dpo"]
    report["drift"] = lm_drift(base.transformer, final.transformer, input_ids, attention_mask)
    return report
