"""L2.A93: Your function stops with an error on every example. Read its last line and the line of
yours above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def to_messages(example, system=None):
    raise ValueError("not done")
