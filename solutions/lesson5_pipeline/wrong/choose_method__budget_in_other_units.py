"""L5.M11: A method is chosen that needs a few per cent more than there is. The budget is in bytes:
was it converted on the way?

credit: 0.75
question: In which unit are your needs, and in which the budget?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    budget_bytes = budget_bytes * 2**30 / 1e9
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
