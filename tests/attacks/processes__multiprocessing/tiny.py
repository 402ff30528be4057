import multiprocessing


def soften(x):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        raise RuntimeError("@MARK@", pool.map(abs, [1]))
