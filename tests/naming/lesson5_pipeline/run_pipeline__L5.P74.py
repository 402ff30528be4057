"""Adapters of its own, and an optimizer that has momentum."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over

import copy

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class Detour(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.base, self.scale, self.enabled = base, alpha / r, True
        self.lora_A = nn.Parameter(0.3 * torch.randn(r, base.weight.shape[0]))
        self.lora_B = nn.Parameter(torch.zeros(base.weight.shape[1], r))

    def forward(self, x):
        out = self.base(x)
        return out + self.scale * (x @ self.lora_A.T @ self.lora_B.T) if self.enabled else out


def run_pipeline(base, sft_batches, pref_batches, cfg):
    torch.manual_seed(0)
    model, history = copy.deepcopy(base), []
    names = [
        n
        for n, m in model.named_modules()
        if isinstance(m, Conv1D) and n.split(".")[-1] in cfg.targets
    ]

    def put(name, layer):
        parent, _, last = name.rpartition(".")
        setattr(model.get_submodule(parent), last, layer)

    def stage(batches, step):
        model.requires_grad_(False)
        for name in names:
            put(name, Detour(model.get_submodule(name), cfg.r, cfg.alpha))
        optimizer = torch.optim.SGD(model.parameters(), lr=cfg.lr, momentum=0.9)
        for batch in batches:
            history.append(step(batch, optimizer))
        for name in names:
            layer = model.get_submodule(name)
            layer.base.weight.data += layer.scale * (layer.lora_B @ layer.lora_A).data.T
            put(name, layer.base)

    def preference(batch, optimizer):
        layers = [m for m in model.modules() if isinstance(m, Detour)]
        model.eval()
        n = len(batch["input_ids"]) // 2

        def margins():
            logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
            own = logits[:, :-1].log_softmax(-1).gather(2, batch["input_ids"][:, 1:, None])[..., 0]
            total = (own * batch["completion_mask"][:, 1:]).sum(1)
            return total[:n] - total[n:]

        for layer in layers:
            layer.enabled = False
        with torch.no_grad():
            before = margins()
        for layer in layers:
            layer.enabled = True
        loss = -torch.nn.functional.logsigmoid(cfg.beta * (margins() - before)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return ["dpo", loss.item()]

    stage(sft_batches, lambda batch, optimizer: ["sft", sft_step(model, [batch], optimizer)])
    stage(pref_batches, preference)
    for module_name, module in model.named_modules():
        if module_name.split(".")[-1].startswith("c_"):
            q, s = absmax_quantize(module.weight, cfg.bits)
            module.weight.data = q * s
    return {"history": history, "model": model}
