"""Checks all roles first, then joins with percent formatting."""


def render_chatml(messages, add_generation_prompt=False):
    if {m["role"] for m in messages} - {"system", "user", "assistant"}:
        raise ValueError("unknown role")
    text = "".join("<|im_start|>%s\n%s<|im_end|>\n" % (m["role"], m["content"]) for m in messages)
    return text + ("<|im_start|>assistant\n" if add_generation_prompt else "")
