"""Writes the first message and then the rest; a subclass of ValueError says what is wrong."""


class UnknownRole(ValueError):
    pass


def render_chatml(messages, add_generation_prompt=False):
    if not messages:
        return "<|im_start|>assistant\n" if add_generation_prompt else ""
    first, *rest = messages
    try:
        role = ("system", "user", "assistant").index(first["role"])
    except ValueError:
        raise UnknownRole(first["role"]) from None
    role = ("system", "user", "assistant")[role]
    head = "<|im_start|>{}\n{}<|im_end|>\n".format(role, first["content"])
    return head + render_chatml(rest, add_generation_prompt)
