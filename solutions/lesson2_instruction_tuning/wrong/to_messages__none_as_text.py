"""L2.A60: An input of None appears as the word None in the message. What is None when it is
formatted?

credit: 0.75
input: instruction "Name a fish.", input None
yours: "Name a fish.", a blank line, "None"
holds: the user says the instruction alone
question: Which of your conditions is true for None?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    extra = str(example.get("input", ""))
    if extra.strip():
        user = f"{user}\n\n{extra}"
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    if system is not None:
        messages = [{"role": "system", "content": system}, *messages]
    return messages
