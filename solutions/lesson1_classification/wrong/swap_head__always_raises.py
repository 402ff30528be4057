"""L1.S92: Every call ends in a ValueError. Any number of classes is valid here.

credit: 0.0
lazy: yes
"""


def swap_head(model, num_classes):
    raise ValueError("cannot swap")
