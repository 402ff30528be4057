"""L1.S90: The model comes back as it was. Nothing about its head is new.

credit: 0.0
lazy: yes
"""


def swap_head(model, num_classes):
    return model
