"""L5.K91: Your dict is empty: the keys are those of the stub.

credit: 0.0
lazy: yes
question: Which keys did the stub come with?
"""


def checkpoints():
    return {}
