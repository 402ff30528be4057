"""L1.E93: Your function returns 1 for every model and all data. Start by asking the model for its
scores.

credit: 0.0
lazy: yes
question: Where does your function use the model?
"""


def evaluate(model, batches):
    return 1.0
