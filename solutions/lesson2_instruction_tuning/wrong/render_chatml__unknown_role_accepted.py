"""L2.B15: A role that the template does not know is written down like any other. The contract asks
for a ValueError.

credit: 0.9
input: a message of the role tool
yours: a text
holds: only system, user and assistant may speak
question: What would a misspelt role in a data set do to your training?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
