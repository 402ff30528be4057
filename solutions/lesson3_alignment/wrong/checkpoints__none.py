"""L3.C93: Your function returns nothing. The stub ends in a return.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def checkpoints():
    return None
