"""L2.M76: A header is missed if its first id stands once more in front of it. The id that breaks off a
match may begin the next.

credit: 0.75
input: 7 7 8 9 6 2, header 7 8 9
yours: every token is masked
holds: what stands in front of a complete header does not change the answer's labels
question: Your count of matched ids falls back to 0. On which id was that, and what could it begin?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    header, matched = list(assistant_header), 0
    labels = torch.full_like(input_ids, ignore_index)
    for i, token in enumerate(input_ids.tolist()):
        if matched == len(header):
            labels[i] = token
            if token == end_id:
                matched = 0
        elif token == header[matched]:
            matched += 1
        else:
            matched = 0
    return labels
