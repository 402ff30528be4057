"""The adapters of one block are counted."""


def checkpoints():
    width, r = 768, 8
    adapter = r * (width + width)
    return {
        "lora_768_r8": adapter,
        "ratio": width**2 / adapter,
        "rank1_4x4": 4 + 4,
        "gpt2_c_attn_r8": r * (width + 3 * width),
        "usual_targets": ["W_Q", "W_V"],
        "rank_for_simple_task": "4",
        "full_7b_gb": 7 * 12,
        "gpt2_gb": 1.49,
        "share_optimizer_states": 8 / 12,
        "fits_24gb": {"full": False, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 1, 0, 0, 127],
        "int8_over_bf16": 1 / 2,
        "kv_cache_bytes": {"fp16": 2**31, "int8": 2**30},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
