"""L5.M57: Adapters are counted as if they were frozen. What does a trainable number need besides
itself?

credit: 0.75
question: Who has gradients and optimizer states under LoRA?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 12 * n_params
    lora = 2 * n_params + 2 * adapter_params
    qlora = n_params / 2 + 2 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
