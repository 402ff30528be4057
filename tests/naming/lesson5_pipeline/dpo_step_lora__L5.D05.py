"""Gradients are cleared nowhere."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    train = model.training
    model.train(False)
    half = batch["input_ids"].size(0) // 2

    def logps(ids, seen, answer):
        return sequence_logprobs(model(ids, attention_mask=seen).logits, ids, answer)

    data = (batch["input_ids"], batch["attention_mask"], batch["completion_mask"])
    with adapters_disabled(model):
        ref = logps(*data).detach()
    own = logps(*data)
    result = dpo_loss(own[:half], own[half:], ref[:half], ref[half:], beta)
    result[0].backward()
    optimizer.step()
    model.train(train)
    gap = result[1] - result[2]
    share = sum(x > 0 for x in gap.tolist()) / half
    return {"loss": result[0].item(), "accuracy": share, "margin": gap.mean().item()}
