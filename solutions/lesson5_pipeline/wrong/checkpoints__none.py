"""L5.K92: Your function returns nothing. The stub returned a dict.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def checkpoints():
    return None
