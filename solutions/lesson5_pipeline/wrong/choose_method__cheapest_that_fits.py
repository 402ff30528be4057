"""L5.M01: The cheapest method is always chosen. Which of those that fit does the table ask for?

credit: 0.5
input: 'style', 1,000 parameters, 10 of adapters, 1,000,000 bytes
yours: qlora
holds: more memory never leads to a less thorough method
question: With endless memory, which method trains the most?
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
    if qlora <= budget_bytes:
        return "qlora"
    if lora <= budget_bytes:
        return "lora"
    if full <= budget_bytes:
        return "full"
    return "too_big"
