"""L2.B66: A message of the role tool is written down. Other templates know that role, this one does
not.

credit: 0.9
input: a message of the role tool
yours: a text
holds: only system, user and assistant may speak
question: Which three roles does the docstring name?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant", "tool"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
