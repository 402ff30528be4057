"""L1.E91: Your function rejects all data with a ValueError. That is meant for data without a
single sentence.

credit: 0.0
lazy: yes
question: Which condition sends all data into the error?
"""


def evaluate(model, batches):
    raise ValueError("no data")
