"""L2.M77: A header right behind the end marker of an answer is missed. You skip one id there, as if it
were always a newline.

credit: 0.75
input: two answers, no newline between them
yours: the first is trained, the second is not
holds: an answer begins behind a complete header, wherever that stands
question: Where does your search go on behind an end marker?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    i = 0
    while i <= len(ids) - n:
        if ids[i : i + n] != header:
            i += 1
            continue
        start = i + n
        stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
        labels[start:stop] = input_ids[start:stop]
        i = stop + 1
    return labels
