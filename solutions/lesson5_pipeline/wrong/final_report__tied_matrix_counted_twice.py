"""L5.R01: More numbers are counted than there are: output layer and token embedding are one matrix.

credit: 0.75
input: a model of 5,056 numbers, 976 of them in its embedding
yours: 6,032
holds: a file with fewer numbers rebuilds the same model
question: How many entries of the state dict share their memory with another one?
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
        "params": sum(tensor.numel() for tensor in final.state_dict().values()),
        "sft_drop": sft[0] - sft[-1],
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": total * 4,
        "bytes_int8": codes + (total - codes) * 4,
        "drift": drift,
        "changed_fraction": changed / total,
    }
