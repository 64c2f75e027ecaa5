// See signals.h; signal(7), signalfd(2).
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "ctx.h"

int signals_prepare(struct ctx *ctx)
{
	sigset_t all;

	(void)sigfillset(&all);
	if (sigprocmask(SIG_SETMASK, &all, NULL) < 0)
		return ctx_fail(ctx, "sigprocmask", "", -errno, NULL);
	/* A caller that ignores SIGCHLD would take away the exit status of our child. */
	if (signal(SIGCHLD, SIG_DFL) == SIG_ERR)
		return ctx_fail(ctx, "signal", "SIGCHLD", -errno, NULL);
	ctx->signals = signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK);
	return ctx->signals < 0 ? ctx_fail(ctx, "signalfd", "", -errno, NULL) : 0;
}

void signals_restore(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		(void)signal(number, SIG_DFL); /* fails for SIGKILL, SIGSTOP and libc's own */
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL); /* cannot fail with these arguments */
}

int signals_next(struct ctx *ctx)
{
	struct signalfd_siginfo info;
	ssize_t count = read(ctx->signals, &info, sizeof(info));

	return count == (ssize_t)sizeof(info) ? (int)info.ssi_signo : 0;
}

bool signals_is_end(int number)
{
	return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
}
