"""L2.M92: Your function stops with an error on every row. Read its last line and the line of yours above it
first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    raise ValueError("not done")
