"""L5.C92: Your function returns nothing. A dict of five entries is asked for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def decode_model_card(name):
    return None
