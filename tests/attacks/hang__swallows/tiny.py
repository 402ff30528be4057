def soften(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
