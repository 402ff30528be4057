"""L1.P01: Editing any word after the first leaves your vector as it was. Which
place of a causal model has read the whole sentence?

credit: 0.0
input: hidden[0] = [a b c d e], mask [1, 1, 1, 1, 1]
yours: a
holds: changing the last word must change the result
question: How many words has a causal model read when it stands on the first one?
"""


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is not None and not attention_mask.bool().any(dim=1).all():
        raise ValueError("a row has no real token")
    cls = hidden[:, 0]  # like [CLS]
    return cls
