"""L5.C93: Your dict is empty. Begin with the size.

credit: 0.0
lazy: yes
question: Which token of the name is the size?
"""


def decode_model_card(name):
    return {}
