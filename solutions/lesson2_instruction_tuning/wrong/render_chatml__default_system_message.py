"""L2.B52: A conversation without a system message gets one from you. The text must hold what was said
and nothing more.

credit: 0.75
input: user: Hi
yours: two turns
holds: as many start markers as messages
question: Who said the first turn of your text?
"""


def render_chatml(messages, add_generation_prompt=False):
    messages = list(messages)
    if messages and messages[0]["role"] != "system":
        messages.insert(0, {"role": "system", "content": "You are a helpful assistant."})
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
