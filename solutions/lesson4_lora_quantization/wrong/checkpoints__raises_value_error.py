"""L4.K95: Your function stops with a ValueError before it answers anything. Nothing in the
contract asks for one.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    raise ValueError("todo")
