"""L1.P92: You hand the hidden states back as they came. One place per row still has to be
chosen.

credit: 0.0
lazy: yes
"""


def pool_last_token(hidden, attention_mask=None):
    return hidden
