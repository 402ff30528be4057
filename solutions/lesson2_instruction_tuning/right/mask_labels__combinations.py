"""Right answers to task 2.4: four searches x four ends x five ways to write the labels."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

SEARCH = {
    "slices": """\
starts = [i + n for i in range(len(ids) - n + 1) if ids[i : i + n] == header]
""",
    "unfold": """\
windows = input_ids.unfold(0, n, 1)
same = (windows == torch.tensor(header)).all(dim=1)
starts = [i + n for i in same.nonzero().flatten().tolist()]
""",
    "shifted": """\
same = torch.ones(len(ids) - n + 1, dtype=torch.bool)
for k, token in enumerate(header):
    same &= input_ids[k : len(ids) - n + 1 + k] == token
starts = (torch.where(same)[0] + n).tolist()
""",
    "numpy": """\
windows = np.lib.stride_tricks.sliding_window_view(input_ids.numpy(), n)
starts = [int(i) + n for i in np.flatnonzero((windows == np.array(header)).all(axis=1))]
""",
}

END = {
    "index": """\
def stop_of(start):
    try:
        return ids.index(end_id, start) + 1
    except ValueError:
        return len(ids)
""",
    "loop": """\
def stop_of(start):
    for j in range(start, len(ids)):
        if ids[j] == end_id:
            return j + 1
    return len(ids)
""",
    "nonzero": """\
def stop_of(start):
    ends = (input_ids[start:] == end_id).nonzero()
    return start + int(ends[0]) + 1 if len(ends) else len(ids)
""",
    "searchsorted": """\
ends = torch.cat([(input_ids == end_id).nonzero().flatten(), torch.tensor([len(ids) - 1])])
def stop_of(start):
    return int(ends[torch.searchsorted(ends, start).clamp(max=len(ends) - 1)]) + 1
""",
}

WRITE = {
    "full_like": """\
labels = torch.full_like(input_ids, ignore_index)
for start in starts:
    labels[start : stop_of(start)] = input_ids[start : stop_of(start)]
return labels
""",
    "where": """\
keep = torch.zeros(len(ids), dtype=torch.bool)
for start in starts:
    keep[start : stop_of(start)] = True
return torch.where(keep, input_ids, torch.tensor(ignore_index))
""",
    "masked_fill": """\
keep = torch.zeros_like(input_ids)
for start in starts:
    keep[start : stop_of(start)] += 1
return input_ids.masked_fill(keep == 0, ignore_index)
""",
    "list": """\
labels = [ignore_index] * len(ids)
for start in starts:
    for j in range(start, stop_of(start)):
        labels[j] = ids[j]
return torch.tensor(labels, dtype=torch.long)
""",
    "gaps": """\
labels, free = input_ids.clone(), 0
for start in starts:
    labels[free:start] = ignore_index
    free = stop_of(start)
labels[free:] = ignore_index
return labels
""",
}

HEAD = """\
import numpy as np
import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 80 combinations."""
    for choice in itertools.product(SEARCH.items(), END.items(), WRITE.items()):
        slugs, parts = zip(*choice, strict=True)
        body = "".join(parts).replace("\n", "\n    ").rstrip()
        yield "-".join(slugs), f"{HEAD}    {body}\n"
