"""L2.A59: Your messages have other keys than "role" and "content". The next function will look for
these two.

credit: 0.5
input: any example
yours: keys from and value
holds: every message has a role and a content
question: Which two keys does the docstring name?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    turns = [] if system is None else [("system", system)]
    turns += [("user", user), ("assistant", example["output"])]
    return [{"from": who, "value": text} for who, text in turns]
