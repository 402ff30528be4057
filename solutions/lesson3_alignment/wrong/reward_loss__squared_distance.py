"""L3.R57: Your loss is smallest at a gap of exactly 1, and grows again beyond. A preference never
says by how much.

credit: 0.25
input: scores 3 and 0
yours: 4
holds: a wider gap is always a little cheaper
question: Which gap should be too large?
"""


def reward_loss(chosen, rejected):
    return ((chosen - rejected - 1) ** 2).mean()
