"""Start a zygote as another kind of machine would: `python emulate.py KIND ...`, in Python's place.

    user        it has imported everything and is then an unprivileged user (65534)
    container   root, but with the capabilities and the system calls that Docker leaves by default

Both are emulations. The container keeps this machine's namespaces and kernel; capabilities and calls
are those of Docker's documentation ("Runtime privilege and Linux capabilities", "Seccomp security
profiles for Docker"), written down as what is taken away.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys

from autograder.sandbox import seccomp, zygote

NOBODY = 65_534
KEPT = {  # Docker's default capabilities, by their numbers in <linux/capability.h>
    "CHOWN": 0,
    "DAC_OVERRIDE": 1,
    "FOWNER": 3,
    "FSETID": 4,
    "KILL": 5,
    "SETGID": 6,
    "SETUID": 7,
    "SETPCAP": 8,
    "NET_BIND_SERVICE": 10,
    "NET_RAW": 13,
    "SYS_CHROOT": 18,
    "MKNOD": 27,
    "AUDIT_WRITE": 29,
    "SETFCAP": 31,
}
REFUSED = """
acct add_key bpf clock_adjtime clock_settime create_module delete_module fanotify_init finit_module
fsconfig fsmount fsopen fspick get_kernel_syms get_mempolicy init_module ioperm iopl kcmp
kexec_file_load kexec_load keyctl lookup_dcookie mbind mount mount_setattr move_mount move_pages
nfsservctl open_by_handle_at open_tree perf_event_open pidfd_getfd pivot_root process_madvise quotactl
quotactl_fd reboot request_key set_mempolicy setdomainname sethostname setns settimeofday swapoff
swapon syslog umount umount2 unshare uselib userfaultfd ustat vhangup vm86 vm86old
""".split()
NAMESPACES = 0x7E020000  # the flags of clone(2) that make one
PR_CAPBSET_DROP = 24
PR_SET_DUMPABLE = 4
CAPABILITY_VERSION = 0x20080522


def contain() -> None:
    """Become root of a container: first the filter, which needs what is then given up."""
    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    rules.set_attr(pyseccomp.Attr.CTL_NNP, 0)
    refusal = pyseccomp.ERRNO(errno.EPERM)
    for name in REFUSED:
        seccomp._add(pyseccomp, rules, refusal, name)
    for bit in range(32):
        flag = 1 << bit
        if NAMESPACES & flag:
            made = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag)
            seccomp._add(pyseccomp, rules, refusal, "clone", made)
    seccomp._add(pyseccomp, rules, pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.load()
    _keep_capabilities()


def _keep_capabilities() -> None:
    last = int(open("/proc/sys/kernel/cap_last_cap").read())  # noqa: SIM115
    for number in set(range(last + 1)) - set(KEPT.values()):
        seccomp.prctl(PR_CAPBSET_DROP, number)
    kept = sum(1 << number for number in KEPT.values())
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)  # effective, permitted, inheritable; twice
    if ctypes.CDLL(None, use_errno=True).capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def become_user() -> None:
    """Become an unprivileged user, as traceable as any."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    seccomp.prctl(PR_SET_DUMPABLE, 1)


def main(kind: str, descriptor: int) -> None:
    """Run a zygote; as a user it finds out what it may do only after it has read all modules."""
    if kind == "container":
        contain()
    else:
        find = zygote.find_jail

        def find_as_user(tier: str | None) -> object:
            become_user()
            return find(tier)

        zygote.find_jail = find_as_user  # type: ignore[assignment]
    zygote.main(descriptor)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[-1]))
