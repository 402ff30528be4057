"""L5.M52: Classification gets another answer than a head, depending on the budget. Which numbers
train there at all?

credit: 0.5
question: Does the row of classify speak of memory?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head" if budget_bytes >= 2 * n_params else "too_big"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
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
