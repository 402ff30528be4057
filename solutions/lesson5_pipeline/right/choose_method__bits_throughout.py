"""Counts in bits, so that half a byte is a whole number."""


def choose_method(task, n_params, adapter_params, budget_bytes):
    if task in {"complete", "classify"}:
        return {"complete": "base", "classify": "head"}[task]
    if task in {"instruct", "align", "style"}:
        left = 8 * budget_bytes
        trained = 96 * adapter_params
        needs = [
            (96 * n_params, "full"),
            (16 * n_params + trained, "lora"),
            (4 * n_params + trained, "qlora"),
        ]
        return next((name for bits, name in needs if bits <= left), "too_big")
    raise ValueError(f"{task} is none of the five tasks")
