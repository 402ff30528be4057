"""L2.B17: That is the template of another family of models. Which markers does this lesson add to
the tokenizer?

credit: 0.0
input: user: Hi
yours: [INST] Hi [/INST]
holds: the text is made of the markers <|im_start|> and <|im_end|>
question: Which template does the docstring spell out?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for m in messages:
        if m["role"] == "system":
            text += f"<<SYS>>\n{m['content']}\n<</SYS>>\n\n"
        elif m["role"] == "user":
            text += f"[INST] {m['content']} [/INST]"
        elif m["role"] == "assistant":
            text += f" {m['content']} </s>"
        else:
            raise ValueError(m["role"])
    return text
