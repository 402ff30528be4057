"""L2.K91: Your batch is empty. Three tensors are asked for.

credit: 0.0
lazy: yes
question: Which three keys does the docstring name?
"""


def collate(batch, pad_id, max_length=None):
    return {}
