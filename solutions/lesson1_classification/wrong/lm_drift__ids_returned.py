"""L1.D95: You hand the token ids back as they came. What does the caller want to know about the
two models?

credit: 0.0
lazy: yes
question: Which kind of result does the signature promise?
"""


def lm_drift(before, after, input_ids, attention_mask):
    return input_ids
