"""Cuts the row behind every end marker; each piece holds one answer at most."""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    n, header = len(assistant_header), torch.tensor(list(assistant_header))
    cuts = ((input_ids == end_id).nonzero().flatten() + 1).tolist()
    out = []
    for piece in torch.tensor_split(input_ids, cuts):
        start = next(
            (i + n for i in range(len(piece) - n + 1) if torch.equal(piece[i : i + n], header)),
            len(piece),
        )
        out += [torch.full_like(piece[:start], ignore_index), piece[start:]]
    return torch.cat(out)
