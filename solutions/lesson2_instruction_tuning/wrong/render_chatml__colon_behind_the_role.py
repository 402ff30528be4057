"""L2.B12: Behind the role stands a colon, as in a play. The template has a newline there and nothing
else.

credit: 0.5
input: user: Hi
yours: <|im_start|>user: Hi<|im_end|>
holds: the text holds no colon unless a content does
question: Which characters of your text are neither marker, role, content nor newline?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}: {m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
