"""L2.B64: Your turns have no start marker. How does the model know that a role follows, and not a
word?

credit: 0.25
input: user: Hi
yours: user, a newline, Hi<|im_end|>
holds: as many start markers as end markers
question: Which of the two markers does your text never hold?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"{m['role']}\n{m['content']}<|im_end|>\n"
    if add_generation_prompt:
        text += "assistant\n"
    return text
