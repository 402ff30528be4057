"""L5.M54: LoRA is chosen where only its quantized sister fits. How many bytes does a weight of its
frozen base take?

credit: 0.5
question: Which of the two methods stores its base in 4 bits?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 12 * n_params
    lora = n_params / 2 + 12 * adapter_params
    qlora = n_params / 2 + 12 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
