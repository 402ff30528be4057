"""L2.M57: The ids that you were given have changed: the model would read -100 as a token. Labels are a tensor of
their own.

credit: 0.75
input: user: a | assistant: b c #   (# is the end marker)
yours: the ids themselves hold -100 afterwards
holds: the ids are the same before and after
question: How many tensors are there after an assignment without a copy?
"""


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    keep = set()
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            keep.update(range(start, stop))
    labels = input_ids
    for i in range(len(ids)):
        if i not in keep:
            labels[i] = ignore_index
    return labels
