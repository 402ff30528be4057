"""L5.M04: QLoRA is refused where it fits. How many bytes does a weight of its frozen base take?

credit: 0.5
question: How many weights of 4 bits fit into a byte?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 12 * n_params
    lora = 2 * n_params + 12 * adapter_params
    qlora = 2 * n_params + 12 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
