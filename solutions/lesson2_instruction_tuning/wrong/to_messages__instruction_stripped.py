"""L2.A64: Blanks and newlines at the ends of the instruction are gone. The texts are to stay as they
are.

credit: 0.75
input: instruction "  Name a fish.\n"
yours: "Name a fish."
holds: every text has as many characters as before
question: Where may you strip in order to look, and where not in order to write?
"""


def to_messages(example, system=None):
    user, extra = example["instruction"].strip(), example.get("input") or ""
    if extra.strip():
        user = user + "\n\n" + extra
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    if system is not None:
        messages.insert(0, {"role": "system", "content": system})
    return messages
