"""Lesson 4: train a low-rank detour instead of the weights, and store the weights as int8 codes."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    """A frozen linear layer with a trainable detour of low rank beside it.

    Implements h = W x + (alpha / r) B A x, Eq. 3 of Hu et al. 2021 (arXiv:2106.09685).

    Args:
        base: the layer that is adapted: an `nn.Linear`, whose weight is (out, in), or GPT-2's own
            `Conv1D`, which does the same and stores its weight as (in, out). Either may be
            bfloat16; an `nn.Linear` may lack a bias. The very object is used, not a copy: its
            weight and bias are frozen, and never changed.
        r: rank of the detour, 1 or more.
        alpha: scale of the detour, which is multiplied by alpha / r. May be smaller than r.
        dropout: probability with which an input of the detour is dropped in train mode. The way
            through the base knows no dropout.

    A and B are the only trainable parameters: r * (in + out) numbers, in dtype and device of the
    base. Their names, and which way round you store them, are yours to choose. At first the
    layer computes what the base computes: one of the two matrices is zero (B in the paper). The
    other is random and of full rank, so that the layer can learn.

    The library peft cannot be imported in the checks.
    """

    def __init__(
        self, base: nn.Linear | Conv1D, r: int, alpha: float, dropout: float = 0.0
    ) -> None:
        super().__init__()
        # TODO(4.1): about 8 lines. How wide are the base's input and output? Ask its weight, and
        # mind its kind.
        raise NotImplementedError("task 4.1: LoRALinear is not written yet")

    def forward(self, x: Tensor) -> Tensor:
        """Return the base's output plus that of the detour.

        Args:
            x: (..., in) float, with any number of axes in front, also none.

        Returns:
            (..., out). Gradients reach A, B and, along both ways, x.

        Example:
            With W = 0, A = [[1, 2]], B = [[3], [0]], r = 1 and alpha = 2, the input [1, 1] gives
            2 * [9, 0] = [18, 0].
        """
        # TODO(4.1): 2 lines.
        raise NotImplementedError("task 4.1: LoRALinear is not written yet")


def merge_lora(layer: LoRALinear) -> nn.Linear | Conv1D:
    """Return a plain layer that computes what the adapted one computes, at no extra cost.

    Its weight is W + (alpha / r) B A, laid out as the base's kind lays it out (Section 4.1 of
    arXiv:2106.09685).

    Args:
        layer: your `LoRALinear`, in train or eval mode; dropout plays no part. Neither it nor its
            base is changed, so a second call returns the same.

    Returns:
        A new layer of the base's kind and dtype, with the base's bias copied (none if there is
        none). It shares no memory with `layer`.
    """
    # TODO(4.2): about 5 lines.
    raise NotImplementedError("task 4.2: merge_lora is not written yet")


def inject_lora(
    model: nn.Module, targets: Sequence[str] = ("c_attn",), r: int = 4, alpha: float = 8
) -> int:
    """Freeze a model, and put a LoRA detour beside each layer that a target names.

    A layer is an `nn.Linear` or `Conv1D` at any depth. A target names it if the layer's dotted
    name in `model.named_modules()` is the target, or ends with "." + target. Named by two targets,
    it still gets one detour.

    Args:
        model: changed in place. Everything it holds is frozen, whether or not a target matches;
            afterwards only the adapters are trainable. It computes the same as before, until they
            are trained, and no part of it changes between train and eval mode.
        targets: names such as "c_attn", or "attn.c_proj" where "c_proj" would name too many.
        r: rank of every adapter.
        alpha: scale of every adapter, see `LoRALinear`.

    Returns:
        How many layers have got a detour; 0 if no target matches.

    Example:
        GPT-2 small has 12 layers called "transformer.h.<i>.attn.c_attn", each from 768 to 2,304.
        With r = 4 that makes 12 * 4 * (768 + 2304) = 147,456 trainable numbers.
    """
    # TODO(4.3): about 10 lines. Call LoRALinear.
    raise NotImplementedError("task 4.3: inject_lora is not written yet")


def absmax_quantize(w: Tensor, bits: int = 8) -> tuple[Tensor, Tensor]:
    """Round weights to whole multiples of one scale, symmetric around zero.

    The scale is max|w| / (2^(bits-1) - 1), so that the largest magnitude gets the largest code:
    127 for 8 bits, 7 for 4 bits. `codes * scale` gives the weights back, up to rounding.

    Args:
        w: float tensor of any shape, float32 or bfloat16; it is not changed. The arithmetic is
            done in float32. Weights may be as small as 1e-30.
        bits: 2 to 8.

    Returns:
        `(codes, scale)`: int8 codes in the shape of `w`, within +-(2^(bits-1) - 1), and one scale
        for the whole tensor, a float32 scalar (a Python float will do). A tensor of zeros has
        codes 0 and scale 1.

    Example:
        [-0.8, 0.3, 1.2, -0.5] has the codes [-85, 32, 127, -53] and the scale 0.0094488.
    """
    # TODO(4.4): about 5 lines.
    raise NotImplementedError("task 4.4: absmax_quantize is not written yet")


def zeropoint_quantize(w: Tensor) -> tuple[Tensor, Tensor, int]:
    """Round weights to 256 levels between their minimum and their maximum.

    The scale is (max - min) / 255. The minimum gets the code -128 and the maximum 127 (give or
    take one code), and `(codes - zero_point) * scale` gives every weight back to within one scale.

    Args:
        w: float32 tensor of any shape; it is not changed.

    Returns:
        `(codes, scale, zero_point)`: int8 codes in the shape of `w`; the scale as a scalar; the
        code that stands for the weight 0, as a Python int. If all weights are positive, or all
        are negative, that code lies outside -128..127. The range is not widened to take in 0. A
        tensor whose weights are all equal has the scale 1.

    Example:
        [-1.0, 0.0, 0.55, 1.55] has the scale 0.01, the zero point -28 and the codes
        [-128, -28, 27, 127].
    """
    # TODO(4.5): about 6 lines.
    raise NotImplementedError("task 4.5: zeropoint_quantize is not written yet")


def training_memory(
    n_params: int, n_trainable: int | None = None, weight_bits: float = 16
) -> dict[str, float]:
    """Count the bytes that training keeps, without the activations.

    A trainable number costs 12 bytes: 2 for itself and 2 for its gradient (both bfloat16), and 8
    for Adam's two states in float32. A frozen number costs its weight alone.

    Args:
        n_params: how many numbers the model has, adapters included.
        n_trainable: how many of them are trainable, 0 to `n_params`. None: all.
        weight_bits: bits per *frozen* weight. Trainable ones stay in bfloat16.

    Returns:
        Bytes (not GB) under "weights", "gradients", "optimizer" and "total"; ints or floats.

    Example:
        A billion numbers, all trainable: 2e9 + 2e9 + 8e9 = 12e9 bytes.
    """
    # TODO(4.6): about 6 lines.
    raise NotImplementedError("task 4.6: training_memory is not written yet")


class QLoRALinear(nn.Module):
    """A linear layer kept as int8 codes, with a trainable detour of low rank in float32.

    The idea of QLoRA (Dettmers et al. 2023, arXiv:2305.14314), with int8 absmax in place of its
    4-bit NormalFloat: the base is stored small and never trained, the adapters are not quantized.

    Args:
        base: a float32 `nn.Linear`, with or without a bias; it is not changed. Each row of its
            weight, one per output, is quantized by absmax with a scale of its own. A row of zeros
            is allowed.
        r: rank of the detour.
        alpha: scale of the detour, multiplied by alpha / r as in `LoRALinear`.

    The int8 codes, the scales and the bias are part of the state dict, so that a saved layer can
    be loaded. No float copy of the weight is kept anywhere. Only the r * (in + out) float32
    numbers of the two adapter matrices are trainable; they start as in `LoRALinear`, so that at
    first the layer computes what the quantized base computes. Names are yours to choose.
    """

    def __init__(self, base: nn.Linear, r: int, alpha: float) -> None:
        super().__init__()
        # TODO(4.7): about 9 lines.
        raise NotImplementedError("task 4.7: QLoRALinear is not written yet")

    def forward(self, x: Tensor) -> Tensor:
        """Return the output of the quantized base plus that of the detour.

        Args:
            x: (..., in) float32.

        Returns:
            (..., out) float32. Gradients reach the adapters, and x through the quantized base too.
        """
        # TODO(4.7): 3 lines.
        raise NotImplementedError("task 4.7: QLoRALinear is not written yet")


def checkpoints() -> dict[str, int | float | str | list | dict | None]:
    """Return your answers to the questions of the handout, section 4.8.

    Fill in plain numbers, strings, lists or dicts. Numbers marked "exact" in the handout are
    compared exactly, the others to 1 percent. A key that stays None costs its own group only.
    """
    answers: dict[str, int | float | str | list | dict | None] = {
        "lora_768_r8": None,  # whole number
        "ratio": None,  # number
        "rank1_4x4": None,  # whole number
        "gpt2_c_attn_r8": None,  # whole number
        "usual_targets": None,  # list out of "W_Q", "W_K", "W_V", "W_O", "W_up", "W_down"
        "rank_for_simple_task": None,  # "4", "64" or "768"
        "full_7b_gb": None,  # number
        "gpt2_gb": None,  # number
        "share_optimizer_states": None,  # 0..1
        "fits_24gb": None,  # {"full": True or False, "qlora": True or False}
        "which_problem": None,  # {"lora": ..., "quantization": ...}
        "codes_with_outlier": None,  # list of 5 whole numbers
        "int8_over_bf16": None,  # 0..1
        "kv_cache_bytes": None,  # {"fp16": whole number, "int8": whole number}
        "match": None,  # {"GPTQ": letter, "AWQ": letter, "NF4": letter}
    }
    # TODO(4.8): replace each None above that you can answer, delete the line that raises, and
    # leave the return.
    raise NotImplementedError("task 4.8: checkpoints is not written yet")
    return answers
