"""L5.M61: A budget that is one byte short is accepted. On the way the bytes were rounded.

credit: 0.75
question: Are there two budgets that your function cannot tell apart?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    unit = 1000
    full = 12 * n_params
    lora = 2 * n_params + 12 * adapter_params
    qlora = n_params / 2 + 12 * adapter_params
    if full // unit <= budget_bytes // unit:
        return "full"
    if lora // unit <= budget_bytes // unit:
        return "lora"
    if qlora // unit <= budget_bytes // unit:
        return "qlora"
    return "too_big"
