"""L5.M51: Full finetuning is refused where it fits. How many bytes did a trainable number take in
lesson 4?

credit: 0.5
question: Which of weight, gradient and the two states of Adam are 2 bytes here, and which 4?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task == "complete":
        return "base"
    if task == "classify":
        return "head"
    if task not in ("instruct", "align", "style"):
        raise ValueError("unknown task")
    full = 16 * n_params
    lora = 2 * n_params + 12 * adapter_params
    qlora = n_params / 2 + 12 * adapter_params
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    if qlora <= budget_bytes:
        return "qlora"
    return "too_big"
