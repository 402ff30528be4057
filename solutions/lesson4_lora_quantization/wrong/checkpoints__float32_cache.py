"""L4.K79: Your cache takes 4 bytes a number in fp16. How many bits does the 16 stand for?

credit: 0.75
input: kv_cache_bytes
yours: 4,294,967,296 in fp16
holds: a number in fp16 takes two bytes
question: How many bytes are 16 bits?
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
        "kv_cache_bytes": {"fp16": 4_294_967_296, "int8": 1_073_741_824},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
