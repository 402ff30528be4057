"""L2.A65: An input of carriage returns or form feeds is appended all the same. There is more white
space than blanks, newlines and tabs.

credit: 0.9
input: instruction "Name a fish.", input of a carriage return
yours: "Name a fish.", a blank line, the carriage return
holds: the user says the instruction alone
question: What does strip remove if you do not tell it what?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    given = example.get("input")
    if given and given.strip(" \n\t"):
        user += f"\n\n{given}"
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    return messages
