"""L2.A61: A missing input is fine, but one of None ends in an error. Data sets hold both.

credit: 0.75
input: instruction "Name a fish.", input None
yours: an error
holds: the user says the instruction alone
question: When does `get` return its second argument: when the key is missing, or when its value is
    None?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if example.get("input", "").strip():
        user += "\n\n" + example["input"]
    messages = [] if system is None else [{"role": "system", "content": system}]
    return messages + [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
