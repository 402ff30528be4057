"""L1.P72: Every batch that contains padding is refused. Which rows does the contract
call an error?

credit: 0.25
input: mask [1, 1, 0]
yours: a ValueError
holds: a row with one real token or more has a last one
question: Is a row with some padding the same as a row of padding only?
"""


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is not None and (attention_mask == 0).any():
        raise ValueError("row without real token")
    return hidden[:, -1]
