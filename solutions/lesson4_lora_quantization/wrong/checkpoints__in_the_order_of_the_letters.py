"""L4.K81: All three methods have another's description. What does the N of NF4 stand for?

credit: 0.75
input: match
yours: GPTQ: a, AWQ: b, NF4: c
holds: NF4 is a grid, not a procedure
question: Which description speaks of levels?
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
        "fits_24gb": {"full": False, "qlora": True},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": [-1, 1, 0, 0, 127],
        "int8_over_bf16": 0.5,
        "kv_cache_bytes": {"fp16": 2_147_483_648, "int8": 1_073_741_824},
        "match": {"GPTQ": "a", "AWQ": "b", "NF4": "c"},
    }
