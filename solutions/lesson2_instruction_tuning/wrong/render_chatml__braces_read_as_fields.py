"""L2.B56: A content with braces in it ends in an error. It is formatted a second time, as if it were
a template itself.

credit: 0.75
input: a content with {x} in it
yours: an error
holds: braces come through like any other character
question: On which text do you call format?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += "{start}" + m["role"] + "\n" + m["content"] + "{end}\n"
    if add_generation_prompt:
        text += "{start}assistant\n"
    try:
        return text.format(start="<|im_start|>", end="<|im_end|>")
    except ValueError as error:
        raise IndexError("braces") from error
