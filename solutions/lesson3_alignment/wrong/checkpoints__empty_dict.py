"""L3.C92: Your dict is empty. The stub names twelve keys.

credit: 0.0
lazy: yes
question: What does your function return?
"""


def checkpoints():
    return {}
