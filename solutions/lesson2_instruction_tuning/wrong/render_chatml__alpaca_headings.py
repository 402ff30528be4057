"""L2.B65: Your text has headings of words in place of markers. A user could type these words; the
markers are tokens of their own.

credit: 0.0
input: user: Hi
yours: a heading with ### in front
holds: the text is made of the markers <|im_start|> and <|im_end|>
question: Which template does the docstring spell out?
"""


def render_chatml(messages, add_generation_prompt=False):
    heads = {"system": "", "user": "### Instruction:\n", "assistant": "### Response:\n"}
    text = ""
    for m in messages:
        if m["role"] not in heads:
            raise ValueError(m["role"])
        text += heads[m["role"]] + m["content"] + "\n\n"
    if add_generation_prompt:
        text += heads["assistant"]
    return text
