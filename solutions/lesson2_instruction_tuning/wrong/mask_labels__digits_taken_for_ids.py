"""L2.M78: A header is found inside the digits of other ids: 1007 ends in a 7. Ids are numbers, and a
search in text knows no borders between them.

credit: 0.75
input: 1007 8 9 in a question, header 7 8 9
yours: the rest of the question is trained
holds: an id counts as a whole
question: What does your text search find for 7 8 9 in 1007 8 91?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids = input_ids.tolist()
    row, header = " ".join(map(str, ids)), " ".join(map(str, assistant_header))
    labels = torch.full_like(input_ids, ignore_index)
    place = row.find(header)
    while place >= 0:
        start = row[:place].count(" ") + len(assistant_header)
        stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
        labels[start:stop] = input_ids[start:stop]
        place = row.find(header, place + 1)
    return labels
