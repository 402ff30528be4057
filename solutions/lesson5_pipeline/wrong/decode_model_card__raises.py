"""L5.C90: Your function stops with an error on every name. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def decode_model_card(name):
    raise RuntimeError("not done")
