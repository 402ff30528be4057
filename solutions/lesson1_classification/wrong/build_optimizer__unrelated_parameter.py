"""L1.O92: Your optimizer knows no parameter of the model. Whatever it steps, the model stays as
it is.

credit: 0.0
lazy: yes
question: Where does the model enter your optimizer?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return torch.optim.AdamW([torch.nn.Parameter(torch.zeros(1))], lr=head_lr)
