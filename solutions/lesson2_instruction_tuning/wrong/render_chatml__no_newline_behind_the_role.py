"""L2.B03: Role and content run together. How would the model know where the one ends?

credit: 0.5
input: user: Hi
yours: <|im_start|>userHi<|im_end|>
holds: the role is alone on its line
question: Which character stands between role and content?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += "<|im_start|>" + m["role"] + m["content"] + "<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
