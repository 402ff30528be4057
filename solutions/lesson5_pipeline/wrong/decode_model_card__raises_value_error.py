"""L5.C91: Your function rejects every name. That is meant for names without a size.

credit: 0.0
lazy: yes
question: Which condition sends every name into the error?
"""


def decode_model_card(name):
    raise ValueError("no size")
