"""L3.S93: Your function stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def sequence_logprobs(logits, input_ids, completion_mask):
    raise RuntimeError("not done")
