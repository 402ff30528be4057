"""L1.S93: The call returns a number, and the model is as it was. Nothing about its head is
new.

credit: 0.0
lazy: yes
"""


def swap_head(model, num_classes):
    return 0
