"""L2.M51: Your labels are the ids: questions and headers are learnt as well. Which of the tokens does the
assistant say?

credit: 0.0
lazy: yes
input: user: a | assistant: b c #   (# is the end marker)
yours: every token is trained
holds: changing a changes no label
question: What does your function do with the header?
"""


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    return input_ids.clone()
