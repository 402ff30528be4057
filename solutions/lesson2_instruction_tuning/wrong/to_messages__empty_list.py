"""L2.A91: Your list of messages is empty. Who says something in every example?

credit: 0.0
lazy: yes
question: Which two roles occur in every conversation?
"""


def to_messages(example, system=None):
    return []
