"""L5.M56: Style gets LoRA whatever the budget. Which other tasks stand in its row?

credit: 0.5
question: What does the row of style say about the budget?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    if task == "style":
        return "lora"
    full = 12 * n_params
    lora = 2 * n_params + 12 * adapter_params
    qlora = n_params / 2 + 12 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
