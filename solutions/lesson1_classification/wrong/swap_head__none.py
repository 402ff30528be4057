"""L1.S91: The model is as it was, and your call does not return it. Nothing about its head
is new.

credit: 0.0
aliases: L1.S93
lazy: yes
"""


def swap_head(model, num_classes):
    pass
