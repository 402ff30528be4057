"""L2.B61: A message of an unknown role is left out without a word. The contract asks for a
ValueError.

credit: 0.9
input: a message of the role tool
yours: an empty text
holds: nobody loses a message without being told
question: How would you find out that half of a data set was left out?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] in ("system", "user", "assistant"):
            text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
