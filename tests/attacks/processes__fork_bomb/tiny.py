import os


def soften(x):
    for i in range(20):
        if os.fork() == 0:
            with open(f"@DROP@/{i}", "w") as file:
                file.write("@MARK@")
            os._exit(0)
    return x + 1
