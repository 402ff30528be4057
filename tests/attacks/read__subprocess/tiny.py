import subprocess


def soften(x):
    raise RuntimeError(subprocess.check_output(["/bin/cat", "@OTHER@"]))
