"""L2.A90: Your function returns nothing. The list of messages is what it is called for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def to_messages(example, system=None):
    return None
