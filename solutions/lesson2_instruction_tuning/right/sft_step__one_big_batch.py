"""Pads all micro-batches to one length and runs them as one big batch."""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    longest = max(batch["input_ids"].shape[1] for batch in micro_batches)

    def joined(name, value):
        rows = [batch[name] for batch in micro_batches]
        return torch.cat([F.pad(r, (0, longest - r.shape[1]), value=value) for r in rows])

    model.train()
    optimizer.zero_grad()
    logits = model(joined("input_ids", 0), attention_mask=joined("attention_mask", 0)).logits
    loss = sft_loss(logits, joined("labels", -100))
    loss.backward()
    optimizer.step()
    return loss.item()
