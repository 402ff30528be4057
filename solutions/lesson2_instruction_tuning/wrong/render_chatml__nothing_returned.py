"""L2.B90: Your function returns nothing. The text is what it is called for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def render_chatml(messages, add_generation_prompt=False):
    return None
