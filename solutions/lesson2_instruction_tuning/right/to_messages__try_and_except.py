"""Asks for forgiveness where the input is missing or None."""


def to_messages(example, system=None):
    try:
        blank = not example["input"].split()
    except (KeyError, AttributeError):
        blank = True
    user = example["instruction"] + ("" if blank else "\n\n" + example["input"])
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    if isinstance(system, str):
        messages.insert(0, {"role": "system", "content": system})
    return messages
