"""L2.K92: You return the first example as it came. Where are the others?

credit: 0.0
lazy: yes
question: How many rows has the batch?
"""


def collate(batch, pad_id, max_length=None):
    return batch[0]
