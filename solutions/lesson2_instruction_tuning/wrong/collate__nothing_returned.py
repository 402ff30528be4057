"""L2.K90: Your function returns nothing. The batch is what it is called for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def collate(batch, pad_id, max_length=None):
    return None
