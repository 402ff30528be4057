"""L1.D90: Your function stops with an error on every text. Read its last line and the line of
yours above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def lm_drift(before, after, input_ids, attention_mask):
    raise RuntimeError("not done")
