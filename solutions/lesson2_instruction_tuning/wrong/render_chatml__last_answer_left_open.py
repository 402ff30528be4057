"""L2.B09: An answer at the end of the conversation has no end marker. From such texts the model never
learns how a reply ends, so it will not stop.

credit: 0.25
input: user: Hi, assistant: Hello
yours: ends in Hello
holds: as many end markers as messages
question: Which token tells the model that its answer is complete?
"""


def render_chatml(messages, add_generation_prompt=False):
    text = ""
    for i, m in enumerate(messages):
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError(m["role"])
        text += f"<|im_start|>{m['role']}\n{m['content']}"
        if i < len(messages) - 1 or m["role"] != "assistant" or add_generation_prompt:
            text += "<|im_end|>\n"
    if add_generation_prompt:
        text += "<|im_start|>assistant\n"
    return text
