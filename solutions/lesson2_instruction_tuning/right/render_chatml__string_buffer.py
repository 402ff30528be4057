"""Prints into a buffer."""

import io


def render_chatml(messages, add_generation_prompt=False):
    out = io.StringIO()
    for message in messages:
        if message["role"] not in ["system", "user", "assistant"]:
            raise ValueError
        print("<|im_start|>", message["role"], sep="", file=out)
        print(message["content"], "<|im_end|>", sep="", file=out)
    if add_generation_prompt:
        print("<|im_start|>assistant", file=out)
    return out.getvalue()
