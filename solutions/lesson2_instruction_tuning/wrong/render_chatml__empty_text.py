"""L2.B91: Your text is always empty. Every message leaves something in it.

credit: 0.0
lazy: yes
question: Where do you add a message to the text?
"""


def render_chatml(messages, add_generation_prompt=False):
    return ""
