"""L1.E96: Your function returns nothing. Which number is it meant to measure?

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def evaluate(model, batches):
    return None
