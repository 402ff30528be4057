"""L2.Q93: Your function stops with an error. The stub's line that raises is to go.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def checkpoints():
    raise ValueError("not done")
