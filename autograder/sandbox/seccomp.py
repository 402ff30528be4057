"""The system calls that a jailed worker may still make: none that takes a path.

The filter is an allow-list, built once by the zygote with libseccomp and loaded by each worker with
one `prctl`. A worker gets its source text over a socket and finds every module preloaded, so it needs
no file system at all: opening, listing, renaming or even asking whether a path exists is refused, and
so are sockets, processes, signals, namespaces and tracing. Threads of its own stay possible.
"""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile

PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
_CLONE_THREAD = 0x00010000

# What Python, numpy and torch still call once everything is loaded (traced), and nothing else.
ALLOWED = """
brk clock_getres clock_gettime clock_nanosleep close exit exit_group futex get_robust_list
getcpu getegid geteuid getgid getpid getppid getrandom getrlimit getrusage gettid
gettimeofday getuid lseek madvise membarrier mmap mprotect mremap munmap nanosleep poll
ppoll pselect6 read recvfrom restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask
rt_sigreturn sched_getaffinity sched_yield select sendto set_robust_list set_tid_address
sigaltstack sysinfo time times uname write writev
""".split()


def build_filter() -> bytes | None:
    """Return the filter as BPF instructions, or None where libseccomp is not installed."""
    try:
        import pyseccomp as seccomp
    except (ImportError, OSError, RuntimeError):
        return None
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        _add(seccomp, rules, seccomp.ALLOW, name)
    threads_only = seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD)
    _add(seccomp, rules, seccomp.ALLOW, "clone", threads_only)
    # glibc tries clone3 first and falls back to clone, whose flags a filter can read.
    _add(seccomp, rules, seccomp.ERRNO(errno.ENOSYS), "clone3")
    # prlimit64(0, resource, NULL, old) only reads.
    own = seccomp.Arg(0, seccomp.EQ, 0)
    _add(seccomp, rules, seccomp.ALLOW, "prlimit64", own, seccomp.Arg(2, seccomp.EQ, 0))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _add(seccomp: object, rules: object, action: int, name: str, *args: object) -> None:
    """Add one rule; a call that this machine does not have needs none."""
    try:
        number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)  # type: ignore[attr-defined]
    except ValueError:
        return
    if number >= 0:
        rules.add_rule(action, number, *args)  # type: ignore[attr-defined]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int, pointer: object = 0) -> int:
    """Call `prctl(2)` and return its answer, raising `OSError` on failure."""
    answer = _libc.prctl(option, ctypes.c_ulong(value), pointer, 0, 0)
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(answer)


def load_filter(instructions: bytes) -> bool:
    """Restrict this thread, and all it starts, to the filter; needs no privilege."""
    program = _Program(len(instructions) // 8, instructions)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program)) == 0
