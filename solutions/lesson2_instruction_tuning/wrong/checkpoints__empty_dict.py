"""L2.Q91: Your dictionary is empty. The stub lists its keys.

credit: 0.0
lazy: yes
question: Which keys does the stub list?
"""


def checkpoints():
    return {}
