/*
 * A filter of system calls; see confine.h. It names what is refused, not what
 * is allowed: the libraries that read files differ between systems.
 * SPDX-License-Identifier: MIT
 */
#include "read/confine.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_CALLS AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_CALLS AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_CALLS
#define LOAD(member) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ALLOW  BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
/* Equal: the next statement; else the one behind it. */
#define IF(value) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1)

void fl_confine(void)
{
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_CALLS, 1, 0),
        REFUSE, /* calls by another table of numbers */
        LOAD(nr),
#ifdef __x86_64__
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), /* x32 */
        REFUSE,
#endif
        IF(__NR_socket),
        REFUSE,
        IF(__NR_connect),
        REFUSE,
        IF(__NR_execve),
        REFUSE,
        IF(__NR_execveat),
        REFUSE,
        IF(__NR_ptrace),
        REFUSE,
        IF(__NR_process_vm_readv),
        REFUSE,
        IF(__NR_process_vm_writev),
        REFUSE,
        IF(425 /* io_uring_setup, by which sockets can be had, too */),
        REFUSE,
        ALLOW,
    };
    struct sock_fprog program = { sizeof(filter) / sizeof(filter[0]), filter };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
void fl_confine(void)
{
}
#endif
