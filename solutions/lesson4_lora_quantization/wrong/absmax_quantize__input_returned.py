"""L4.Q93: The weights come back as they went in, with a scale of 1.

credit: 0.0
lazy: yes
"""

import torch


def absmax_quantize(w, bits=8):
    return w, torch.tensor(1.0)
