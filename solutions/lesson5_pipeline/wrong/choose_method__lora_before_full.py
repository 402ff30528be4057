"""L5.M55: LoRA is chosen although full finetuning fits. Which one is more thorough?

credit: 0.5
question: In which order does the table name the methods?
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
    qlora = n_params / 2 + 12 * adapter_params
    if lora <= budget_bytes:
        return "lora"
    if full <= budget_bytes:
        return "full"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
