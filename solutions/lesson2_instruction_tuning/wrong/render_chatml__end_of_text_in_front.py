"""L2.B14: In front of the first message stands one more special token. The template begins with the
first start marker.

credit: 0.75
input: user: Hi
yours: begins with <|endoftext|>
holds: no message gives an empty text
question: What does your function give for an empty list?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = "<|endoftext|>"
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
