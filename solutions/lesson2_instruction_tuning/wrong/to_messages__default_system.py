"""L2.A57: Without a system text your conversation has one nevertheless. Where does it come from?

credit: 0.5
input: no system text
yours: a system message of your own
holds: without a system text there are two messages
question: Who asked for that message?
"""


def to_messages(example, system=None):
    if system is None:
        system = "You are a helpful assistant."
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
