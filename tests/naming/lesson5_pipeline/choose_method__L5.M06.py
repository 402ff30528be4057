"""What needs all of the budget is taken to be too large."""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task not in ("complete", "classify", "instruct", "align", "style"):
        raise ValueError("?")
    if task[0] == "c":
        return {"complete": "base", "classify": "head"}[task]
    needs = {"qlora": n_params // 2 + adapter_params * 12}
    needs["lora"] = 2 * n_params + adapter_params * 12
    needs["full"] = 12 * n_params
    best = "too_big"
    for method in ("qlora", "lora", "full"):
        if budget_bytes > needs[method]:
            best = method
    return best
