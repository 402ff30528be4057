"""L2.B06: Your generation prompt stops right behind the role. At use the model would have to write
a newline that it never had to write in training.

credit: 0.5
input: user: Hi, with the generation prompt
yours: ends in <|im_start|>assistant
holds: the prompt and an answer together are the beginning of an assistant's message
question: Which character comes between the role and the first word of an answer?
"""


def render_chatml(messages, add_generation_prompt=False):
    out = ""
    for message in messages:
        role, content = message["role"], message["content"]
        if role not in {"system", "user", "assistant"}:
            raise ValueError(f"role {role}")
        out += f"<|im_start|>{role}\n{content}<|im_end|>\n"
    if add_generation_prompt:
        out += "<|im_start|>assistant"
    return out
