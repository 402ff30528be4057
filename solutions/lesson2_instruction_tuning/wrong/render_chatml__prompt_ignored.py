"""L2.B08: With the generation prompt asked for, your text is the same as without. What does your
function do with its second argument?

credit: 0.5
input: user: Hi, with the generation prompt
yours: the same text as without
holds: the flag makes the text longer
question: Where does your function read the flag?
"""


def render_chatml(messages, add_generation_prompt=False):
    out = []
    for m in messages:
        if m["role"] not in ("system", "user", "assistant"):
            raise ValueError("unknown role")
        out.append("<|im_start|>%s\n%s<|im_end|>\n" % (m["role"], m["content"]))
    return "".join(out)
