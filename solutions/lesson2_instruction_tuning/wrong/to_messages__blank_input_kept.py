"""L2.A51: An input of nothing but blanks is appended all the same. Is there anything in it to work
on?

credit: 0.75
input: instruction "Name a fish.", input of two blanks
yours: "Name a fish.", a blank line, two blanks
holds: the user says the instruction alone
question: What is the truth value of a text of two blanks in Python?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if example.get("input"):
        user += f"\n\n{example['input']}"
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    return messages
