"""L1.E95: You hand the batches back as they came. What does the caller want to know about them?

credit: 0.0
lazy: yes
question: Which kind of result does the signature promise?
"""


def evaluate(model, batches):
    return batches
