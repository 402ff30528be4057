"""L1.P94: The call returns None. A function without a return has no result.

credit: 0.0
lazy: yes
"""


def pool_last_token(hidden, attention_mask=None):
    pass
