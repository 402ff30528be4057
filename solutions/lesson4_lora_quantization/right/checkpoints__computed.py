"""Every number is computed, with the functions of this lesson where they help."""

import torch


def checkpoints():
    memory = training_memory(7_000_000_000)
    codes, _ = absmax_quantize(torch.tensor([-0.1, 0.05, 0.02, -0.03, 8.5]))
    qlora = training_memory(7_000_000_000 + 4_190_000, 4_190_000, 4)["total"]
    cache = 2 * 32 * 4096 * 4096
    return {
        "lora_768_r8": 8 * 768 + 768 * 8,
        "ratio": 768**2 / (8 * 2 * 768),
        "rank1_4x4": 2 * 4,
        "gpt2_c_attn_r8": 12 * 8 * (768 + 3 * 768),
        "usual_targets": {"W_V", "W_Q"},
        "rank_for_simple_task": "4",
        "full_7b_gb": memory["total"] / 1e9,
        "gpt2_gb": training_memory(124_439_808)["total"] / 1e9,
        "share_optimizer_states": memory["optimizer"] / memory["total"],
        "fits_24gb": {"full": memory["total"] <= 24e9, "qlora": qlora <= 24e9},
        "which_problem": {"quantization": "inference memory", "lora": "training memory"},
        "codes_with_outlier": codes.tolist(),
        "int8_over_bf16": 8 / 16,
        "kv_cache_bytes": {"int8": cache, "fp16": 2 * cache},
        "match": dict(NF4="a", GPTQ="b", AWQ="c"),
    }
