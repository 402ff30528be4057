"""L1.S91: The call returns None and the model is as it was. Nothing about its head is new.

credit: 0.0
lazy: yes
"""


def swap_head(model, num_classes):
    pass
