"""L1.C94: No classifier can be built: the constructor ends in a ValueError. Any backbone and
any number of classes are valid here.

credit: 0.0
lazy: yes
"""

from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        raise ValueError("bad backbone")
