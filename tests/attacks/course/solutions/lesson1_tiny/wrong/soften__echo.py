"""L1.T03: The argument comes back as it was.

credit: 0.0
lazy: yes
"""


def soften(x):
    return x * 1
