"""A table of bytes per number, in which the quantized base still has two of them."""


def choose_method(task, n_params, adapter_params, budget_bytes):
    answers = {"complete": "base", "classify": "head"}
    if task in answers:
        return answers[task]
    if task not in {"instruct", "style", "align"}:
        raise ValueError(task)
    table = [("full", 12, 0), ("lora", 2, 12), ("qlora", 2, 12)]
    for name, per_weight, per_adapter in table:
        if per_weight * n_params + per_adapter * adapter_params <= budget_bytes:
            return name
    return "too_big"
