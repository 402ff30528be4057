"""Right answers to task 5.4: every way to look up tasks x to count bytes x to pick."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

TASKS = {
    "branches": """    if task == "complete":
        return "base"
    elif task == "classify":
        return "head"
    elif task != "instruct" and task != "align" and task != "style":
        raise ValueError(task)
""",
    "one_table": """    known = {"complete": "base", "classify": "head", "instruct": "", "align": "", "style": ""}
    if task not in known:
        raise ValueError("unknown task " + repr(task))
    if known[task]:
        return known[task]
""",
    "match": """    match task:
        case "complete":
            return "base"
        case "classify":
            return "head"
        case "instruct" | "align" | "style":
            pass
        case _:
            raise ValueError(task)
""",
}

BYTES = {
    "plain": "full, lora, qlora = 12 * n, 2 * n + 12 * a, n / 2 + 12 * a",
    "parts": "full, lora, qlora = (2 + 2 + 8) * n, n * 16 / 8 + a * 12, n * 4 / 8 + a * 12",
    "whole": "full, lora, qlora = n * 12, (n + 6 * a) * 2, n // 2 + a * 12",
}

PICKS = {
    "if_chain": """    if full <= budget_bytes:
        return "full"
    if lora <= budget_bytes:
        return "lora"
    return "qlora" if budget_bytes >= qlora else "too_big"
""",
    "first_of_list": """    fits = [w for w, need in (("full", full), ("lora", lora), ("qlora", qlora)) if not need > budget_bytes]
    return (fits + ["too_big"])[0]
""",
    "backwards": """    answer = "too_big"
    for word, need in (("qlora", qlora), ("lora", lora), ("full", full)):
        if budget_bytes - need >= 0:
            answer = word
    return answer
""",
}

TEMPLATE = """\
def choose_method(task, n_params, adapter_params, budget_bytes):
{tasks}    n, a = n_params, adapter_params
    {bytes}
{pick}"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 27 combinations."""
    for choice in itertools.product(TASKS.items(), BYTES.items(), PICKS.items()):
        slugs, (tasks, needs, pick) = zip(*choice, strict=True)
        yield "-".join(slugs), TEMPLATE.format(tasks=tasks, bytes=needs, pick=pick)
