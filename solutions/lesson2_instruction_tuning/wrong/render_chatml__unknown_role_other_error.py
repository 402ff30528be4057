"""L2.B62: An unknown role ends in another error than the one that is asked for. Callers wait for a
ValueError.

credit: 0.9
input: a message of the role tool
yours: a KeyError or an AssertionError
holds: a role that the template does not know raises ValueError
question: Which exception does looking up a missing key raise?
"""


def render_chatml(messages, add_generation_prompt=False):
    heads = {role: f"<|im_start|>{role}\n" for role in ("system", "user", "assistant")}
    text = "".join(heads[m["role"]] + m["content"] + "<|im_end|>\n" for m in messages)
    return text + heads["assistant"] * bool(add_generation_prompt)
