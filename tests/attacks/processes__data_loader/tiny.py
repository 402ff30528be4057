import torch
from torch.utils.data import DataLoader


def soften(x):
    total = sum(len(batch) for batch in DataLoader(torch.arange(4), num_workers=1))
    raise RuntimeError("@MARK@", total)
