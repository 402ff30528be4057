"""The rejected answers come first, and three rows at most go through a model at once."""

import torch


def log_p(model, batch, rows):
    sums = []
    for some in rows.split(3):
        ids, attention = batch["input_ids"][some], batch["attention_mask"][some]
        logits = model(ids, attention_mask=attention).logits
        sums.append(sequence_logprobs(logits, ids, batch["completion_mask"][some]))
    return torch.cat(sums)


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    good, bad = torch.arange(len(batch["input_ids"])).chunk(2)
    modes = policy.training, reference.training
    policy.eval(), reference.eval()
    rejected = log_p(policy, batch, bad)
    chosen = log_p(policy, batch, good)
    with torch.no_grad():
        ref_rejected = log_p(reference, batch, bad)
        ref_chosen = log_p(reference, batch, good)
    policy.train(modes[0]), reference.train(modes[1])
    loss, good_rewards, bad_rewards = dpo_loss(chosen, rejected, ref_chosen, ref_rejected, beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (good_rewards > bad_rewards).float().mean().item(),
        "margin": (good_rewards - bad_rewards).mean().item(),
    }
