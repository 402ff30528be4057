"""L3.S92: Your function returns nothing. One number per row should come out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def sequence_logprobs(logits, input_ids, completion_mask):
    return None
