"""L4.K92: Your function stops with an error before it answers anything. Is the line that raises
still there?

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    raise RuntimeError("not done")
