"""L2.A58: The system text is part of what the user says. It is a message of its own.

credit: 0.5
input: system "Be brief."
yours: roles user, assistant
holds: a system text adds one message
question: Who speaks the system text?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    if system is not None:
        user = system + "\n\n" + user
    return [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
