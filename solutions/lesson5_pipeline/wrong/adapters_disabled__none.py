"""L5.A91: Your function returns nothing, so there is nothing that `with` could use.

credit: 0.0
lazy: yes
question: What does `with` ask of its object?
"""


def adapters_disabled(model):
    return None
