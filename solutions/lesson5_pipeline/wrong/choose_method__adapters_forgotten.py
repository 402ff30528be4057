"""L5.M05: A method is chosen whose adapters do not fit. What do they need besides the frozen model?

credit: 0.75
question: Which numbers of a model with LoRA have gradients?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 12 * n_params
    lora = 2 * n_params
    qlora = n_params / 2
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
