"""L2.B92: Your text is Python's way to print the list. The template is another one.

credit: 0.0
lazy: yes
question: Which characters of your text are not in the template?
"""


def render_chatml(messages, add_generation_prompt=False):
    return str(messages)
