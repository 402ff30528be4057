"""L2.B54: Your generation prompt is closed at once, so the assistant has said nothing and is done.
The model is to go on from there.

credit: 0.5
input: user: Hi, with the generation prompt
yours: ends in <|im_end|> and a newline
holds: the prompt is the beginning of a message, and no more
question: What could the model still write behind an end marker?
"""


def render_chatml(messages, add_generation_prompt=False):
    messages = list(messages)
    if add_generation_prompt:
        messages.append({"role": "assistant", "content": ""})
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text
