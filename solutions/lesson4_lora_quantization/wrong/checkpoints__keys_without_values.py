"""L4.K77: Your cache keeps one vector per token and layer. What are the two that attention reads?

credit: 0.75
input: kv_cache_bytes
yours: 1,073,741,824 in fp16
holds: the cache holds keys and values
question: What do the letters K and V stand for?
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
        "kv_cache_bytes": {"fp16": 1_073_741_824, "int8": 536_870_912},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
