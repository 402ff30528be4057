"""L1.O94: Your function rejects every model with a ValueError. Nothing in the contract allows
that on valid input.

credit: 0.0
lazy: yes
question: Which condition sends every model into the error?
"""


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    raise ValueError("bad model")
