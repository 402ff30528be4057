"""L2.B93: Your function raises a ValueError for every conversation. Most of them are in order.

credit: 0.0
lazy: yes
question: Which roles are known?
"""


def render_chatml(messages, add_generation_prompt=False):
    raise ValueError("unknown role")
