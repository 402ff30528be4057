"""L1.T94: You count what can learn already, and no flag is touched. Setting the flags comes
before counting.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
