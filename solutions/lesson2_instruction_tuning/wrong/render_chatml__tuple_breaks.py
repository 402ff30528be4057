"""L2.B68: A tuple of messages with the generation prompt ends in an error, since a list cannot be added
to it. The messages may come as any sequence.

credit: 0.9
input: a tuple of messages, with the generation prompt
yours: an error
holds: list and tuple give the same text
question: Do you need a longer list of messages, or a longer text?
"""


def render_chatml(messages, add_generation_prompt=False):
    if add_generation_prompt:
        messages = messages + [{"role": "assistant", "content": None}]
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n"
        if m["content"] is not None:
            text += f"{m['content']}<|im_end|>\n"
    return text
