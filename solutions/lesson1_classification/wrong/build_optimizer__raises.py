"""L1.O90: Your function stops with an error on every model. Read its last line and the line of
yours above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    raise RuntimeError("not done")
