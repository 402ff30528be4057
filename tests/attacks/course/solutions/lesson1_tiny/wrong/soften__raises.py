"""L1.T04: Every call raises.

credit: 0.0
lazy: yes
"""

import torch


def soften(x):
    raise ValueError(torch.__name__)
