import resource


def soften(x):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard // 2, hard))
    raise RuntimeError("@MARK@")
