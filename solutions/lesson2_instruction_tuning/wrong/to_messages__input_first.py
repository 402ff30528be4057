"""L2.A09: The input stands before the instruction. Compare the order with the docstring's example.

credit: 0.5
input: instruction "Translate.", input "chat"
yours: "chat", a blank line, "Translate."
holds: the message begins with the instruction
question: What does the user say first?
"""


def to_messages(example, system=None):
    parts = [example["instruction"]]
    extra = example.get("input")
    if extra and not extra.isspace():
        parts.insert(0, extra)
    turns = [("user", "\n\n".join(parts)), ("assistant", example["output"])]
    if system is not None:
        turns = [("system", system)] + turns
    return [{"role": r, "content": c} for r, c in turns]
