"""L2.A53: Blanks and newlines at the ends of texts are gone. The texts are to stay as they are.

credit: 0.75
input: output " Cod\n"
yours: "Cod"
holds: every text has as many characters as before
question: Where may you strip in order to look, and where not in order to write?
"""


def to_messages(example, system=None):
    user = example["instruction"].strip()
    extra = (example.get("input") or "").strip()
    if extra:
        user = user + "\n\n" + extra
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"].strip()},
    ]
    if system is not None:
        messages.insert(0, {"role": "system", "content": system.strip()})
    return messages
