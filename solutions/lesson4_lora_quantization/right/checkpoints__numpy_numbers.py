"""Numbers come from numpy, codes as a tuple, and there is a key of their own."""

import numpy as np


def checkpoints():
    return {
        "notes": "by hand",
        "lora_768_r8": np.int64(12288),
        "ratio": np.float32(48),
        "rank1_4x4": np.int32(8),
        "gpt2_c_attn_r8": np.prod([12, 8, 3072]),
        "usual_targets": ("W_V", "W_Q"),
        "rank_for_simple_task": "4",
        "full_7b_gb": np.float64(84),
        "gpt2_gb": np.float64(1.488),
        "share_optimizer_states": np.float32(2) / np.float32(3),
        "fits_24gb": {"full": np.bool_(False), "qlora": np.bool_(True)},
        "which_problem": {"lora": "training memory", "quantization": "inference memory"},
        "codes_with_outlier": tuple(np.array([-1, 1, 0, 0, 127], dtype=np.int8)),
        "int8_over_bf16": np.float32(0.5),
        "kv_cache_bytes": {"fp16": np.int64(2**31), "int8": np.int64(2**30)},
        "match": {"GPTQ": "b", "AWQ": "c", "NF4": "a"},
    }
