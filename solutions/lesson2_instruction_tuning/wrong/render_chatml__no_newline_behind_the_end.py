"""L2.B55: No turn has a newline behind its end marker. Count the newlines of one message.

credit: 0.5
input: user: Hi
yours: ends in <|im_end|>
holds: one message has two newlines of its own
question: What stands between the end marker and the next start marker?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
