"""L1.D93: You only ask whether both are the same object. How far apart are two models that are
not?

credit: 0.0
lazy: yes
question: Which number says how much, not only whether?
"""


def lm_drift(before, after, input_ids, attention_mask):
    return 0.0 if before is after else 1.0
