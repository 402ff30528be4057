"""L1.K92: Your function stops with an error before it answers anything. Read its last line and
the line of yours above it first.

credit: 0.0
lazy: yes
question: Is the line that raises still there?
"""


def checkpoints():
    raise RuntimeError("not done")
