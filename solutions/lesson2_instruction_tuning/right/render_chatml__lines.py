"""Collects lines and joins them; an empty last line makes the last newline."""


def render_chatml(messages, add_generation_prompt=False):
    lines = []
    for message in messages:
        role = message["role"]
        if role != "system" and role != "user" and role != "assistant":
            raise ValueError("unknown role " + repr(role))
        lines += ["<|im_start|>" + role, message["content"] + "<|im_end|>"]
    if add_generation_prompt:
        lines += ["<|im_start|>assistant"]
    return "\n".join([*lines, ""]) if lines else ""
