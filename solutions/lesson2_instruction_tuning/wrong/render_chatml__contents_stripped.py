"""L2.B51: Blanks and newlines at the ends of contents are gone. A content is to stand in the text as
it is.

credit: 0.75
input: a content with a blank in front
yours: the content without the blank
holds: taking one blank more makes the text one character longer
question: Which of your calls removes characters?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content'].strip()}<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
