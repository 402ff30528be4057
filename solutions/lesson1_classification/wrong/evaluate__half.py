"""L1.E94: Your function returns one half for every model and all data. Start by asking the model
for its scores.

credit: 0.0
lazy: yes
question: Where does your function use the model?
"""


def evaluate(model, batches):
    return 0.5
