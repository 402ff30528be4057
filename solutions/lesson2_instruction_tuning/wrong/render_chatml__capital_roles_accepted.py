"""L2.B67: A role in capital letters passes your check and stands in the text as it came. To the model,
User and user are different tokens.

credit: 0.9
input: a message of the role User
yours: <|im_start|>User
holds: only system, user and assistant may speak, spelt like this
question: Which text do you check, and which do you write?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"].lower() not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
