"""Masks by comparing places with lengths; the dict is ordered and holds one entry more."""

from collections import OrderedDict

import torch
import torch.nn.functional as F


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    begin = len(prompt)
    ends = torch.tensor([begin + len(chosen) + 1, begin + len(rejected) + 1])
    width = int(ends.max())
    rows = [torch.tensor([*prompt, *answer, eos_id]) for answer in (chosen, rejected)]
    ids = torch.stack([F.pad(row, (0, width - len(row)), value=pad_id) for row in rows])
    place = torch.arange(width).expand(2, -1)
    real = place < ends.unsqueeze(1)
    return OrderedDict(
        input_ids=ids,
        attention_mask=real.to(torch.int64),
        completion_mask=(real & (place >= begin)).to(torch.int64),
        lengths=ends,
    )
