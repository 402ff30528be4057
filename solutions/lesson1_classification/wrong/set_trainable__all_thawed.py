"""L1.T95: Everything can learn, whatever number you are given. Full finetuning needs no
function.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    model.requires_grad_(True)
    return sum(p.numel() for p in model.parameters())
