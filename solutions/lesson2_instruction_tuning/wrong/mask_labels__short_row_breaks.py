"""L2.M75: A row that is shorter than the header ends in an error. Nothing in it is an answer, and that
is all.

credit: 0.9
input: a row of one id, header of three
yours: an error
holds: a row without an answer is masked, however short it is
question: How many windows of three does a row of one have?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), torch.tensor(list(assistant_header))
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    found = (input_ids.unfold(0, n, 1) == header).all(dim=1)
    for start in (found.nonzero().flatten() + n).tolist():
        stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
        labels[start:stop] = input_ids[start:stop]
    return labels
