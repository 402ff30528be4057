"""L1.P68: You return a single vector for the whole batch. Which sentence does it belong
to, and where are the others?

credit: 0.0
input: hidden[0] = [a b c], hidden[1] = [d e f], mask [[1, 1, 1], [1, 1, 0]]
yours: e
holds: the result has one vector per row
question: What becomes of the batch axis when you pick the real tokens with the mask?
"""


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[-1, -1]
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    return hidden[attention_mask.bool()][-1]
