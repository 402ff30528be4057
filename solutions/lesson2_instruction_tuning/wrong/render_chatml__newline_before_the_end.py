"""L2.B60: Between a content and its end marker stands a newline. The model would learn to write one
before it stops.

credit: 0.5
input: user: Hi
yours: Hi, a newline, <|im_end|>
holds: the end marker follows the content at once
question: Which characters of your text belong to nobody?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}\n<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
