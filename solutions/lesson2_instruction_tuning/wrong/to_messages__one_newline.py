"""L2.A54: Between instruction and input stands one newline. How many make a blank line?

credit: 0.75
input: instruction "Translate.", input "chat"
yours: two lines, one below the other
holds: there is an empty line between the two texts
question: What do you see when you print your message?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user = user + "\n" + example["input"]
    head = [] if system is None else [{"role": "system", "content": system}]
    return head + [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
