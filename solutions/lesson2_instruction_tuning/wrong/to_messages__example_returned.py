"""L2.A92: You hand the example back as it came. It is to become a list of messages.

credit: 0.0
lazy: yes
question: What does one message look like?
"""


def to_messages(example, system=None):
    return example
