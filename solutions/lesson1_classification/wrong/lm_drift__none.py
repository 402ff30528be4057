"""L1.D94: Your function returns nothing. Which number is it meant to measure?

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def lm_drift(before, after, input_ids, attention_mask):
    return None
