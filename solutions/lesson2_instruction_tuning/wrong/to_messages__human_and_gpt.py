"""L2.A06: Your roles are called otherwise than the template's. Who speaks, in the words of the
docstring?

credit: 0.5
input: any example
yours: roles human and gpt
holds: each role is one that render_chatml knows
question: What will the next function of this lesson do with these roles?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    out = [{"role": "human", "content": user}, {"role": "gpt", "content": example["output"]}]
    if system is not None:
        out.insert(0, {"role": "system", "content": system})
    return out
