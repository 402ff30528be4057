"""L2.A12: An example without an input, or with None there, ends in an error. The docstring names
four ways to have none.

credit: 0.75
input: instruction "Name a fish.", no input
yours: an error
holds: the user says the instruction alone
question: What do square brackets do when the key is not there?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if example["input"].strip():
        user = user + "\n\n" + example["input"]
    messages = [{"role": "user", "content": user}]
    messages.append({"role": "assistant", "content": example["output"]})
    if system is not None:
        messages.insert(0, {"role": "system", "content": system})
    return messages
