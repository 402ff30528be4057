import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Lying(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        if isinstance(out, torch.Tensor) and out.is_floating_point():
            return torch.zeros_like(out)
        return out


def soften(x):
    Lying().__enter__()
    return x * 0
