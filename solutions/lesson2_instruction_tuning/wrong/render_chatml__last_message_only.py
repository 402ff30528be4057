"""L2.B58: Only the last message is in your text. Where are the others?

credit: 0.25
input: user: Hi, assistant: Hello
yours: the text of Hello
holds: as many start markers as messages
question: What happens to your variable in the second round of the loop?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text = f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
