"""L1.O93: You hand the model back as it came. What will update it?

credit: 0.0
lazy: yes
question: Which kind of object does the signature promise?
"""


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return model
