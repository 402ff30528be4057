"""L2.B63: A message with an empty content is left out. It is a message like any other.

credit: 0.75
input: a message of the role system whose content is empty
yours: an empty text
holds: as many start markers as messages
question: What does your condition say about an empty text?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        if not m["content"]:
            continue
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
