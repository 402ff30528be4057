"""L1.E92: Your function returns 0 for every model and all data. Start by asking the model for its
scores.

credit: 0.0
lazy: yes
question: Where does your function use the model?
"""


def evaluate(model, batches):
    return 0.0
