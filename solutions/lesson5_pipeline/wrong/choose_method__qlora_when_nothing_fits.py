"""L5.M09: QLoRA is chosen where not even that fits. What does the table say then?

credit: 0.5
input: 'align', 1,000 parameters, 10 of adapters, 1 byte
yours: qlora
holds: a method that is chosen fits
question: How many bytes does the smallest method need?
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
    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    return "qlora"
