"""Nobody empties the gradients."""

import torch
import torch.nn.functional as F


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    modes = (policy.training, reference.training)
    ids, keep = batch["input_ids"], batch["completion_mask"][:, 1:].bool()
    rewards = torch.zeros(len(ids))
    for sign, model in ((1, policy.eval()), (-1, reference.eval())):
        with torch.set_grad_enabled(sign > 0):
            lp = model(ids).logits[:, :-1].log_softmax(-1)
            lp = lp.gather(-1, ids[:, 1:, None]).squeeze(-1)
        rewards = rewards + sign * beta * lp.masked_fill(~keep, 0.0).sum(-1)
    policy.train(modes[0])
    reference.train(modes[1])
    better, worse = rewards.split(len(ids) // 2)
    loss = F.softplus(worse - better).mean()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (better > worse).float().mean().item(),
        "margin": (better - worse).mean().item(),
    }
