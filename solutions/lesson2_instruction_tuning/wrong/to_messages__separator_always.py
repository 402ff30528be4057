"""L2.A62: Behind an instruction without an input stands a blank line all the same. What does it
separate?

credit: 0.75
input: instruction "Name a fish.", input ""
yours: "Name a fish." and two newlines
holds: without an input the user says the instruction and not a character more
question: What does your code add where the input is empty?
"""


def to_messages(example, system=None):
    extra = example.get("input") or ""
    if not extra.strip():
        extra = ""
    user = f"{example['instruction']}\n\n{extra}"
    messages = [] if system is None else [{"role": "system", "content": system}]
    return messages + [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
