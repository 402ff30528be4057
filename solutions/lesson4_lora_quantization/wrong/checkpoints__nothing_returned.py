"""L4.K97: No dictionary comes back. The stub's last line returns one.

credit: 0.0
lazy: yes
question: Which key can you answer without any calculation?
"""


def checkpoints():
    pass
