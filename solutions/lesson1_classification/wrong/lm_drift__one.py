"""L1.D92: Your function returns 1 for any two models. Start with what each of them says about the
next token.

credit: 0.0
lazy: yes
question: Where does your function use the models?
"""


def lm_drift(before, after, input_ids, attention_mask):
    return 1.0
