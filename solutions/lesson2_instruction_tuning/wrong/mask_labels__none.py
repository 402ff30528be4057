"""L2.M90: Your function returns nothing. The labels are what it is called for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    return None
