"""L2.B53: Your text ends in the generation prompt even if nobody asked for it. In training there is
nothing to go on with.

credit: 0.5
input: user: Hi, without the flag
yours: ends in the generation prompt
holds: without the flag there are as many start markers as messages
question: What is the flag's default?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"
