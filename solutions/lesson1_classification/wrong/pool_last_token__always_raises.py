"""L1.P93: Every call ends in a ValueError, even for a row full of text. Most rows do have
a last token.

credit: 0.0
lazy: yes
"""


def pool_last_token(hidden, attention_mask=None):
    raise ValueError("row without real token")
