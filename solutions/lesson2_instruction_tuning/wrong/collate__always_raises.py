"""L2.K93: Your function stops with an error every time. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def collate(batch, pad_id, max_length=None):
    raise ValueError("not done")
