"""L5.M60: Full finetuning is refused where it fits. Does it have adapters?

credit: 0.75
question: Which numbers train in full finetuning?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 12 * (n_params + adapter_params)
    lora = 2 * n_params + 12 * adapter_params
    qlora = n_params / 2 + 12 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
