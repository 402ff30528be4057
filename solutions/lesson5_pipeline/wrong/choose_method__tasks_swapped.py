"""L5.M62: Completion and classification get each other's answer. Which one needs a new output layer?

credit: 0.5
question: Which of the two does a model do as it was pretrained?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "head"
    if task == "classify":
        return "base"
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
