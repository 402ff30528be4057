"""L1.O91: Your function returns nothing. Which object is the caller going to step?

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return None
