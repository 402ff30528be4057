"""L2.B16: Your roles begin with a capital letter. To the model, User and user are different tokens.

credit: 0.5
input: user: Hi
yours: <|im_start|>User
holds: the role stands in the text as it stands in the message
question: Which of the two spellings would the model meet at use?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role'].capitalize()}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>Assistant\n"
    return text
