"""L5.K93: Your function stops with an error. Read its last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def checkpoints():
    raise RuntimeError("not done")
