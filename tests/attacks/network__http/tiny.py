import urllib.request


def soften(x):
    try:
        urllib.request.urlopen("http://127.0.0.1:@TCP@/@MARK@", timeout=1)
    except TimeoutError:
        pass
    return x + 1
