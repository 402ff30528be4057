"""L4.K78: Your cache belongs to one layer. How many layers keep one?

credit: 0.75
input: kv_cache_bytes
yours: 67,108,864 in fp16
holds: every layer has its own keys and values
question: Which numbers of the question multiply?
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
        "kv_cache_bytes": {"fp16": 67_108_864, "int8": 33_554_432},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
