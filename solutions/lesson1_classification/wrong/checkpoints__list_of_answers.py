"""L1.K107: You return the answers as a list, so nobody can tell which is which. What carries a
name for each value?

credit: 0.0
input: checkpoints()
yours: a list of 14 values
holds: each answer can be looked up by its key
question: Which kind of object did the stub build for you?
"""


def checkpoints():
    return [
        1536,
        3072,
        124_439_808,
        0.31,
        1.23e-5,
        1,
        12,
        "first",
        "last",
        "identical",
        ["backbone"],
        "frozen",
        "full",
        124_440,
    ]
