"""L2.B59: Between two turns stands an empty line. The template has one newline behind each end
marker.

credit: 0.5
input: user: Hi, assistant: Hello
yours: an empty line between the two
holds: the text of two messages is the two texts of one message, one behind the other
question: Which newline comes from your join, and which from the turn?
"""


def render_chatml(messages, add_generation_prompt=False):
    turns = []
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        turns.append(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n")
    if add_generation_prompt:
        turns.append("<|im_start|>assistant\n")
    return "\n".join(turns)
