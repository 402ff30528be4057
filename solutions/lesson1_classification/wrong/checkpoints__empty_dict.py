"""L1.K91: Your dictionary is empty. Keep the keys of the stub and replace their values.

credit: 0.0
lazy: yes
question: Which keys does the stub list?
"""


def checkpoints():
    return {}
