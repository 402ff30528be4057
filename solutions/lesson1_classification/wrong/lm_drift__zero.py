"""L1.D91: Your function reports no drift for any two models. That is right for a model and itself
only.

credit: 0.0
lazy: yes
question: Where does your function use the second model?
"""


def lm_drift(before, after, input_ids, attention_mask):
    return 0.0
