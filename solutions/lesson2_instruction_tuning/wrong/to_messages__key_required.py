"""L2.A63: An example without the key for its input ends in an error, though None and blanks are fine.
The docstring names four ways to have none.

credit: 0.75
input: instruction "Name a fish.", no input
yours: an error
holds: the user says the instruction alone
question: What do square brackets do when the key is not there?
"""


def to_messages(example, system=None):
    user, extra = example["instruction"], example["input"] or ""
    if extra.strip():
        user = user + "\n\n" + extra
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    if system is not None:
        messages.insert(0, {"role": "system", "content": system})
    return messages
