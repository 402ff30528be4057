"""L5.M59: Everything fits, however small the budget is. In which unit is it given?

credit: 0.5
question: How many bytes are a budget of 1,000?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    budget_bytes = budget_bytes * 1e9
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
