"""L4.K69: By your answer full training fits into 24 GB. Compare with your own sum.

credit: 0.75
input: fits_24gb
yours: "full": True
holds: 84 is more than 24
question: How many GB did you find above?
"""


def checkpoints():
    return {
        "lora_768_r8": 12_288,
        "ratio": 48,
        "rank1_4x4": 8,
        "gpt2_c_attn_r8": 294_912,
        "usual_targets": ["W_Q", "W_V"],
        "rank_for_simple_task": "4",
        "full_7b_gb": 84,
        "gpt2_gb": 1.49,
        "share_optimizer_states": 2 / 3,
        "fits_24gb": {"full": True, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 1, 0, 0, 127],
        "int8_over_bf16": 0.5,
        "kv_cache_bytes": {"fp16": 2_147_483_648, "int8": 1_073_741_824},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
