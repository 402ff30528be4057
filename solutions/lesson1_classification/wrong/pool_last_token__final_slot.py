"""L1.P02: In a padded row your vector moves when only the padding is edited. Ask
which slots of that row belong to the sentence.

credit: 0.25
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: e
holds: changing d or e must not matter, since both lie after the end of the text
question: What does your function do with its second argument?
"""


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is not None and not attention_mask.bool().any(dim=1).all():
        raise ValueError("a row has no real token")
    return hidden[:, -1, :]
