import logging
import sys
import warnings

sys.stderr = sys.__stderr__
logging.basicConfig(stream=sys.__stderr__, force=True)
warnings.simplefilter("always")


def soften(x):
    for i in range(3000):
        logging.error("%d %s", i, "x" * 999)
    return x + 1
