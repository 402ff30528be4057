"""L2.B57: The generation prompt is missing unless a user spoke last. The flag alone decides.

credit: 0.75
input: no message, with the generation prompt
yours: an empty text
holds: the flag makes every text longer by the same piece
question: Which condition of yours does the contract not have?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt and messages and messages[-1]["role"] == "user":
        text += "<|im_start|>assistant\n"
    return text
