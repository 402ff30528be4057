"""L2.B02: Everything but the very end is right: the last turn has no newline behind it. The template
ends each turn the same way, the last one too.

credit: 0.75
input: one message, user: Hi
yours: ends in <|im_end|>
holds: the text of two messages is the two texts of one message, one behind the other
question: How many newlines does join put between three turns, and how many are asked for?
"""


def render_chatml(messages, add_generation_prompt=False):
    turns = []
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        turns.append(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>")
    if add_generation_prompt:
        turns.append("<|im_start|>assistant\n")
    return "\n".join(turns)
