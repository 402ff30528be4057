"""Right answers to task 2.5: five ways to stack x four to make the mask x three to cut."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

CUT = {
    "slice": """\
rows = [(ex["input_ids"][:max_length], ex["labels"][:max_length]) for ex in batch]
""",
    "narrow": """\
rows = []
for ex in batch:
    n = len(ex["input_ids"]) if max_length is None else min(max_length, len(ex["input_ids"]))
    rows.append((ex["input_ids"].narrow(0, 0, n), ex["labels"].narrow(0, 0, n)))
""",
    "list": """\
limit = float("inf") if max_length is None else max_length
rows = []
for ex in batch:
    ids = [t for i, t in enumerate(ex["input_ids"].tolist()) if i < limit]
    labels = [t for i, t in enumerate(ex["labels"].tolist()) if i < limit]
    rows.append((torch.tensor(ids), torch.tensor(labels)))
""",
}

STACK = {
    "pad_sequence": """\
ids = pad_sequence([i for i, _ in rows], batch_first=True, padding_value=pad_id)
labels = pad_sequence([y for _, y in rows], batch_first=True, padding_value=-100)
""",
    "pad": """\
T = max(len(i) for i, _ in rows)
ids = torch.stack([F.pad(i, (0, T - len(i)), value=pad_id) for i, _ in rows])
labels = torch.stack([F.pad(y, (0, T - len(y)), value=-100) for _, y in rows])
""",
    "assign": """\
T = max(len(i) for i, _ in rows)
ids = torch.full((len(rows), T), pad_id, dtype=torch.long)
labels = torch.full((len(rows), T), -100, dtype=torch.long)
for b, (i, y) in enumerate(rows):
    ids[b, : len(i)], labels[b, : len(y)] = i, y
""",
    "lists": """\
T = max(len(i) for i, _ in rows)
ids = torch.tensor([i.tolist() + [pad_id] * (T - len(i)) for i, _ in rows])
labels = torch.tensor([y.tolist() + [-100] * (T - len(y)) for _, y in rows])
""",
    "cat": """\
T = max(len(i) for i, _ in rows)
ids = torch.stack([torch.cat([i, i.new_full((T - len(i),), pad_id)]) for i, _ in rows])
labels = torch.stack([torch.cat([y, y.new_full((T - len(y),), -100)]) for _, y in rows])
""",
}

MASK = {
    "arange": """\
lengths = torch.tensor([len(i) for i, _ in rows])
mask = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
""",
    "loop": """\
mask = torch.zeros_like(ids)
for b, (i, _) in enumerate(rows):
    for t in range(len(i)):
        mask[b, t] = 1
""",
    "per_row": """\
mask = torch.tensor([[1] * len(i) + [0] * (ids.shape[1] - len(i)) for i, _ in rows])
""",
    "tril": """\
table = torch.ones(ids.shape[1] + 1, ids.shape[1], dtype=torch.long).tril(-1)
mask = table[[len(i) for i, _ in rows]]
""",
}

HEAD = """\
import torch
import torch.nn.functional as F
from torch.nn.utils.rnn import pad_sequence


def collate(batch, pad_id, max_length=None):
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 60 combinations."""
    for choice in itertools.product(CUT.items(), STACK.items(), MASK.items()):
        slugs, parts = zip(*choice, strict=True)
        body = "".join(parts).replace("\n", "\n    ")
        tail = 'return {"input_ids": ids, "labels": labels, "attention_mask": mask}'
        yield "-".join(slugs), f"{HEAD}    {body}{tail}\n"
