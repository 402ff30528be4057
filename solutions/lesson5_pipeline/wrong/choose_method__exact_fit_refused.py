"""L5.M06: A job that needs exactly the bytes there are is refused. Does it fit?

credit: 0.9
question: Is 12 smaller than 12?
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
    if full < budget_bytes:
        return "full"
    if lora < budget_bytes:
        return "lora"
    if qlora < budget_bytes:
        return "qlora"
    return "too_big"
