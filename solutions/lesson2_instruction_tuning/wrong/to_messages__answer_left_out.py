"""L2.A56: There is no message of the assistant. What is the model to learn from the rest?

credit: 0.25
input: any example
yours: the user's message alone
holds: changing the output must change the messages
question: Which field of the example do your messages not hold?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    messages = [{"role": "user", "content": user}]
    return messages if system is None else [{"role": "system", "content": system}, *messages]
