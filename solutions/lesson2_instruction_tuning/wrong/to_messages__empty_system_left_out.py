"""L2.A52: With an empty system text there is no system message. Read what the docstring says about
None and about "".

credit: 0.75
input: system ""
yours: two messages
holds: only None means that there is no system message
question: Which of None and "" does your condition tell apart?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    messages = []
    if system:
        messages.append({"role": "system", "content": system})
    messages.append({"role": "user", "content": user})
    messages.append({"role": "assistant", "content": example["output"]})
    return messages
