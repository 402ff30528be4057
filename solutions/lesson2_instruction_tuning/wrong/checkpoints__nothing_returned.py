"""L2.Q92: Your function returns nothing. The stub ends in a line that returns the answers: is it
still there?

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def checkpoints():
    return None
