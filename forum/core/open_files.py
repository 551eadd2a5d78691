"""An open page is an open file: a process asks its system for as many as it will need."""

import resource


def allow(files: int) -> None:
    """Let this process keep `files` open at once, or as many as the system gives it."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files if most == resource.RLIM_INFINITY else min(files, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
