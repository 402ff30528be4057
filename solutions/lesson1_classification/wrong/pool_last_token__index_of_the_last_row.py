"""L1.P22: Every row is cut at the same place, that of the final row. What differs from
row to row in a padded batch?

credit: 0.25
input: mask [[1, 1, 1, 1, 0], [1, 1, 0, 0, 0]]
yours: index 1 for both rows
holds: shortening the second sentence must not change the vector of the first
question: How many places does your search return, and how many rows are there?
"""


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if not attention_mask.bool().any(1).all():
        raise ValueError("empty row")
    idx = attention_mask.nonzero()[-1, 1]
    return hidden[:, idx]
