"""L5.A08: Inside the block the adapters are still on: policy and reference are one and the same.

credit: 0.0
lazy: yes
question: Which attribute of a LoRA layer says whether it takes part?
"""

from contextlib import contextmanager


@contextmanager
def adapters_disabled(model):
    yield
