"""L3.S94: You return the logits as they came. They hold a score for every word at every position.

credit: 0.0
lazy: yes
question: How do you get from all words to the given one?
"""


def sequence_logprobs(logits, input_ids, completion_mask):
    return logits
