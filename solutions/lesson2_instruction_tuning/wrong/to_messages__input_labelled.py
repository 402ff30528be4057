"""L2.A03: In front of the input stands a word that is in none of the fields. Read the message that
the docstring's example gives, letter by letter.

credit: 0.75
input: instruction "Translate.", input "chat"
yours: "Translate.", a blank line, "Input: chat"
holds: every letter of the message comes from the example
question: Which letters of your message did nobody write?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    extra = example.get("input")
    if extra is not None and extra.strip() != "":
        user = f"{user}\n\nInput: {extra}"
    head = [] if system is None else [{"role": "system", "content": system}]
    return head + [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
