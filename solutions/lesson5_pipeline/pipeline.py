"""Lesson 5: the whole way from a base model to one that ships, and how to choose among the ways."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from transformers import GPT2LMHeadModel
from transformers.pytorch_utils import Conv1D

from fixtures.adapters import LoRA, PipelineConfig, inject

# Your own functions of the earlier lessons. What you do not call need not be written.
from lesson1_classification.classification import lm_drift
from lesson2_instruction_tuning.instruction_tuning import sft_step
from lesson3_alignment.alignment import dpo_loss, sequence_logprobs
from lesson4_lora_quantization.lora_quantization import absmax_quantize


def decode_model_card(name: str) -> dict[str, str | int | list[str] | None]:
    """Read off a model's name what the model has been through.

    A name is a row of tokens between spaces, `-`, `/` and `_`. Two kinds of token may hold such a
    sign themselves: `4-bit`, and `Q4_K_M` or `Q8_0`. Upper and lower case mean the same. A word
    below counts only as a whole token: `Orbit` does not say `it`.

    Args:
        name: such as "Llama 3 70B Instruct 4-bit GPTQ".

    Returns:
        - "family": what stands before the size, as it is written there. How you join its tokens is
          up to you: "Llama 3" and "Llama-3" are both right.
        - "params": how many numbers the model has, an int. The size is the first token of the form
          number and B (1e9) or M (1e6), perhaps with a factor in front: 7B, 1.5b, 135M, 8x7B. The
          factor is taken at its word: 8x7B is 56e9.
        - "stages": the stages in the order of the pipeline, "pretraining", "sft", "alignment",
          "lora", "quantization". Every model is pretrained; the others by this table:

              instruct, chat, it         sft and alignment
              DPO, RLHF                  sft and alignment
              SFT                        sft
              LoRA, QLoRA, adapter       lora
              fewer than 16 bits         quantization

        - "bits": 16, unless a token says otherwise: 4-bit, 4bit, int4, Q4_K_M, Q4_0 and W4A16 all
          say 4. GPTQ, AWQ, NF4, BNB and QLoRA mean 4 where no token gives a number. GGUF is a file
          format and says nothing about bits.
        - "quantizer": "GPTQ", "AWQ", "NF4" or "BNB" if the name says so (at most one does), else
          None.

    Raises:
        ValueError: if no token is a size.

    Example:
        The name above gives {"family": "Llama 3", "params": 70000000000, "stages": ["pretraining",
        "sft", "alignment", "quantization"], "bits": 4, "quantizer": "GPTQ"}.
    """
    # TODO(5.1): the docstring's table. Tokens first, then one entry at a time.
    # BEGIN SOLUTION
    tokens = re.findall(r"\d+-bit\b|q\d+(?:_[a-z0-9]+)+|[^ \-/_]+", name, re.IGNORECASE)
    sizes = [re.fullmatch(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([bm])", t, re.IGNORECASE) for t in tokens]
    place = next((number for number, size in enumerate(sizes) if size), None)
    if place is None:
        raise ValueError(f"{name!r} holds no size such as 7B or 135M")
    factor, number, unit = sizes[place].groups()
    words = {token.lower() for token in tokens}
    quantizer = next((q for q in ("GPTQ", "AWQ", "NF4", "BNB") if q.lower() in words), None)

    precision = re.compile(r"(\d+)-?bit|int(\d+)|q(\d+)_.+|w(\d+)a\d+")
    said = [int(next(filter(None, m.groups()))) for m in map(precision.fullmatch, words) if m]
    bits = said[0] if said else 4 if quantizer or "qlora" in words else 16

    aligned = bool(words & {"instruct", "chat", "it", "dpo", "rlhf"})
    passed = {
        "pretraining": True,
        "sft": aligned or "sft" in words,
        "alignment": aligned,
        "lora": bool(words & {"lora", "qlora", "adapter"}),
        "quantization": bits < 16,
    }
    return {
        "family": " ".join(tokens[:place]),
        "params": round(int(factor or 1) * float(number) * (1e9 if unit in "bB" else 1e6)),
        "stages": [stage for stage, done in passed.items() if done],
        "bits": bits,
        "quantizer": quantizer,
    }
    # END SOLUTION


@contextmanager
def adapters_disabled(model: nn.Module) -> Iterator[None]:
    """Switch all adapters of a model off for as long as a `with` block lasts.

    Inside, the model computes what it computes without its adapters: every `LoRA` layer anywhere
    in it is off, the model itself included if it is one. Afterwards each layer is in the state in
    which it was before, which need not have been on, also if the block ended in an exception; the
    exception goes on. Blocks may be nested. At no time does a number of the model change, nor a
    train flag or a `requires_grad` flag, nor anything about another model.

    Args:
        model: a model that holds any number of `LoRA` layers, also none.

    A generator with `contextmanager` above it is one way to write this; a class with `__enter__`
    and `__exit__` is another.

    Example:
        with adapters_disabled(model):
            reference = model(input_ids).logits
    """
    # TODO(5.2): contract only, see above. What is the state to go back to, and who makes sure?
    # BEGIN SOLUTION
    layers = [module for module in model.modules() if isinstance(module, LoRA)]
    before = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, enabled in zip(layers, before, strict=True):
            layer.enabled = enabled
    # END SOLUTION


def dpo_step_lora(
    model: nn.Module,
    batch: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    beta: float = 0.1,
) -> dict[str, float]:
    """Do one DPO step on a model with adapters, without a second model.

    The policy is the model as it comes, and the reference is the same model with its adapters off.

    Args:
        model: a causal language model with `LoRA` layers, called as
            `model(input_ids, attention_mask=...)`, whose output has `.logits`. It may come in train
            or eval mode, and with gradients left over from earlier work.
        batch: "input_ids", "attention_mask" and "completion_mask", each int64 (2n, seq), padded on
            the right. Rows 0 to n-1 are chosen answers, rows n to 2n-1 the rejected ones, in the
            same order. It is not changed.
        optimizer: holds the adapters' parameters. It takes exactly one step.
        beta: strength of the pull towards the reference.

    Returns:
        Python floats: "loss", the mean DPO loss before the step, in nats; "accuracy", the share of
        pairs whose chosen answer has the higher reward; "margin", the mean of chosen minus rejected
        reward. A reward is beta * (log p_policy - log p_reference).

    Dropout is off while both are scored, and the model is afterwards in the mode in which it came.
    Its adapters are on or off as before; of its numbers, only those that the optimizer holds move.

    Example:
        Adapters that have just been put in compute nothing, so the first loss is log 2 = 0.6931.

    Source: Rafailov et al. (2023), equation 7.
    """
    # TODO(5.3): like dpo_step of lesson 3, with one network in both parts.
    # BEGIN SOLUTION
    was_training = model.training
    model.eval()

    def score() -> tuple[Tensor, ...]:
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"]).chunk(2)

    with torch.no_grad(), adapters_disabled(model):
        reference = score()
    loss, chosen, rejected = dpo_loss(*score(), *reference, beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.train(was_training)
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
    # END SOLUTION


def choose_method(task: str, n_params: int, adapter_params: int, budget_bytes: int) -> str:
    """Choose how to adapt a model of `n_params` numbers to a task, on a given memory budget.

    | task                    | method                                                       |
    |-------------------------|--------------------------------------------------------------|
    | "complete"              | "base": a pretrained model does that already                 |
    | "classify"              | "head": the backbone stays frozen                            |
    | "instruct", "align",    | the most thorough of "full", "lora" and "qlora" that fits    |
    | "style"                 | into the budget, in this order, else "too_big"               |

    Bytes that training needs, by the count of lesson 4 (12 bytes for a trainable number):

    - "full": 12 for every parameter of the model;
    - "lora": 2 for every parameter of the model, which is frozen, and 12 for every one of the
      adapters;
    - "qlora": half a byte for every parameter of the model, and 12 for every one of the adapters.

    Args:
        task: one of the five words above.
        n_params: parameters of the model, an even number, without the adapters.
        adapter_params: parameters of the adapters.
        budget_bytes: bytes that there are. What needs exactly as many fits. The first two methods
            do not depend on it.

    Raises:
        ValueError: for another task.

    Example:
        7e9 parameters and 4e6 of adapters need 84e9 bytes in full, 14.048e9 with LoRA and 3.548e9
        with QLoRA. With 24e9 bytes, style is a job for "lora".
    """
    # TODO(5.4): the table above.
    # BEGIN SOLUTION
    without_training = {"complete": "base", "classify": "head"}
    if task in without_training:
        return without_training[task]
    if task not in ("instruct", "align", "style"):
        raise ValueError(f"no such task: {task!r}")
    needs = {
        "full": 12 * n_params,
        "lora": 2 * n_params + 12 * adapter_params,
        "qlora": n_params / 2 + 12 * adapter_params,
    }
    return next((method for method, need in needs.items() if need <= budget_bytes), "too_big")
    # END SOLUTION


def run_pipeline(
    base: GPT2LMHeadModel,
    sft_batches: Sequence[dict[str, Tensor]],
    pref_batches: Sequence[dict[str, Tensor]],
    cfg: PipelineConfig,
) -> dict[str, object]:
    """Take a base model through the whole pipeline and return what ships.

    | stage        | starts from       | what happens                                              |
    |--------------|-------------------|-----------------------------------------------------------|
    | copy         | `base`            | everything below happens to a copy                        |
    | sft          | the copy          | fresh adapters; one SFT update of them per batch          |
    | merge        | the SFT adapters  | their detours are added to the weights, they are gone     |
    | dpo          | the SFT model     | fresh adapters; one DPO update of them per batch, whose   |
    |              |                   | reference is the SFT model                                |
    | merge        | the DPO adapters  | as above                                                  |
    | quantization | the aligned model | each `c_*` matrix is put on its own absmax grid           |

    Args:
        base: a GPT-2 language model. It is not changed.
        sft_batches: "input_ids", "attention_mask" and "labels", as `sft_step` of lesson 2 takes
            them: each batch is one update. They are not changed. There may be none.
        pref_batches: batches as `dpo_step_lora` takes them: each is one update. They are not
            changed. There may be none.
        cfg: rank, alpha and targets of the adapters, in both stages; `lr` of plain SGD without
            momentum, in both stages; `beta`; `bits` of the grid.

    Returns:
        "model", a `GPT2LMHeadModel` without adapters, and "history", a list with a tuple
        ("sft", loss) or ("dpo", loss) for every update in its order: the loss before that update,
        a Python float.

        The grid: the weight of every layer whose name begins with `c_` (c_attn, c_proj, c_fc) is a
        whole multiple of max|weight| / (2^(bits-1) - 1), one scale per matrix, and still a float
        tensor. Biases, embeddings and layer norms are not rounded.

    Use `inject(model, cfg, seed=0)` for the first adapters and `seed=1` for the second ones, and
    your numbers can be compared with your neighbour's. That is a convenience: adapters with another
    random A are right, too, if each run draws the same one. B begins at zero.

    Example:
        Whatever the batches, the first SFT loss is that of the base model and the first DPO loss is
        log 2 = 0.6931.
    """
    # TODO(5.5): one stage after the other, as in the table. GPT-2's own layers store (in, out).
    # BEGIN SOLUTION
    model = copy.deepcopy(base)
    history: list[tuple[str, float]] = []

    def fresh_optimizer(seed: int) -> torch.optim.Optimizer:
        inject(model, cfg, seed=seed)
        return torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=cfg.lr)

    def merge() -> None:
        for parent in list(model.modules()):
            for name, layer in list(parent.named_children()):
                if isinstance(layer, LoRA):
                    delta = layer.scale * (layer.lora_B @ layer.lora_A).detach()  # (out, in)
                    layer.base.weight.data += delta.T if isinstance(layer.base, Conv1D) else delta
                    setattr(parent, name, layer.base)

    optimizer = fresh_optimizer(seed=0)
    history += [("sft", sft_step(model, [batch], optimizer)) for batch in sft_batches]
    merge()
    optimizer = fresh_optimizer(seed=1)
    for batch in pref_batches:
        history.append(("dpo", dpo_step_lora(model, batch, optimizer, cfg.beta)["loss"]))
    merge()
    for path, weight in model.named_parameters():
        if ".c_" in path and path.endswith(".weight"):
            codes, scale = absmax_quantize(weight, cfg.bits)
            weight.data = codes * scale
    return {"model": model, "history": history}
    # END SOLUTION


def final_report(
    base: GPT2LMHeadModel,
    final: GPT2LMHeadModel,
    history: Sequence[tuple[str, float]],
    input_ids: Tensor,
    attention_mask: Tensor,
) -> dict[str, float]:
    """Say in numbers what a pipeline has done to a model.

    Args:
        base: the model before.
        final: the model after, of the same sizes and with the same parameter names. Neither model
            is changed, and each keeps its mode.
        history: ("sft", loss) and ("dpo", loss) in the order of the updates, at least one of each.
        input_ids: (batch, seq) int64. Texts, padded on the right.
        attention_mask: (batch, seq) int64 or bool, 1 for a real token.

    Returns:
        - "params": numbers of the final model. Its output layer is its token embedding, which
          counts once.
        - "sft_drop": first minus last SFT loss.
        - "dpo_start", "dpo_end": first and last DPO loss.
        - "bytes_fp32": bytes of the final model at 4 bytes a number.
        - "bytes_int8": bytes if the weight matrices of all layers whose name begins with `c_` are
          stored at 1 byte a number, and all other numbers at 4. Scales are not counted.
        - "drift": mean over all real positions of KL(base || final) between the next-token
          distributions, in nats, as in `lm_drift` of lesson 1.
        - "changed_fraction": of the final model's numbers, the share (0 to 1) that differ from the
          base model's.

        Whole numbers may be ints or floats.

    Example:
        SFT losses 4.1, 3.2 and 2.6 give an "sft_drop" of 1.5.
    """
    # TODO(5.6): contract only. Every number comes from the arguments, none from theory.
    # BEGIN SOLUTION
    old, new = dict(base.named_parameters()), dict(final.named_parameters())
    params = sum(p.numel() for p in new.values())
    coded = sum(p.numel() for n, p in new.items() if ".c_" in n and n.endswith(".weight"))
    changed = sum(int((p != old[name]).sum()) for name, p in new.items())
    sft = [loss for stage, loss in history if stage == "sft"]
    dpo = [loss for stage, loss in history if stage == "dpo"]
    return {
        "params": params,
        "sft_drop": sft[0] - sft[-1],
        "dpo_start": dpo[0],
        "dpo_end": dpo[-1],
        "bytes_fp32": 4 * params,
        "bytes_int8": 4 * (params - coded) + coded,
        "drift": lm_drift(base.transformer, final.transformer, input_ids, attention_mask),
        "changed_fraction": changed / params,
    }
    # END SOLUTION


def checkpoints() -> dict[str, str | bool | list[str] | dict[str, str] | None]:
    """Return your answers to the questions of the handout, section 5.7.

    Fill in strings, lists, dicts and a bool. A key that stays None costs its own group only.
    """
    answers: dict[str, str | bool | list[str] | dict[str, str] | None] = {
        "stage_order": None,  # list of the five stages of task 5.1
        "adds": None,  # a dict: each of the five stages, and what it adds
        "spectrum": None,  # list of "full", "head", "lora", "none", "rlhf", "sft"
        "missing_stage": None,  # a dict: "A", "B" and "C", each with a stage
        "artifact_of": None,  # a dict: "P", "Q", "R", "S" and "T", each with a stage
        "base_model_useful_for": None,  # "completion", "conversation" or "refusing"
        "can_skip_sft": None,  # True or False
    }
    # TODO(5.7): replace each None above that you can answer, delete the line that raises, and
    # leave the return.
    # BEGIN SOLUTION
    answers.update(
        stage_order=["pretraining", "sft", "alignment", "lora", "quantization"],
        adds={
            "pretraining": "knowledge",
            "sft": "format",
            "alignment": "judgment",
            "lora": "specialization",
            "quantization": "accessibility",
        },
        spectrum=["none", "head", "lora", "sft", "rlhf", "full"],
        missing_stage={"A": "sft", "B": "alignment", "C": "quantization"},
        artifact_of={
            "P": "pretraining",
            "Q": "alignment",
            "R": "sft",
            "S": "quantization",
            "T": "lora",
        },
        base_model_useful_for="completion",
        can_skip_sft=False,
    )
    # END SOLUTION
    return answers
