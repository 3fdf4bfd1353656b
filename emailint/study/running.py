"""Parts -> their rows in the state folder: in this process, in several, or on a Dask cluster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from emailint.model import EmailintError
from emailint.study.reading import Count, Job, read_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.study.parts import Part

_DIED: Final = "a process of this study died, perhaps for want of memory; try a smaller --jobs"
_RETRIES: Final = 3  # of a part whose worker went


def run(
    parts: Sequence[tuple[Part, Job]], *, jobs: int = 1, scheduler: str = ""
) -> Iterator[tuple[Part, Count | str]]:
    """Read the parts, in any order; what comes with each is its count, or why it couldn't be read.

    Whatever is done when this is stopped stays done. Raises EmailintError where a process dies or
    the scheduler can't be reached.
    """
    if scheduler:
        return _on_cluster(parts, scheduler)
    jobs = min(jobs, len(parts))
    return _in_pool(parts, jobs) if jobs > 1 else ((part, _read(part, job)) for part, job in parts)


def _read(part: Part, job: Job) -> Count | str:
    """What a worker runs: an archive that can't be read costs no other its study."""
    try:
        return read_part(part, job)
    except (OSError, ValueError) as error:  # pyarrow's errors are ValueErrors
        return getattr(error, "strerror", None) or str(error)


def _in_pool(parts: Sequence[tuple[Part, Job]], jobs: int) -> Iterator[tuple[Part, Count | str]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # No plain fork: the libraries of this process have threads.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["emailint.study.reading"])
        deaf_server()
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_deaf) as pool:
        futures = {pool.submit(_read, part, job): part for part, job in parts}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BrokenProcessPool:
            raise EmailintError(_DIED) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def deaf_server() -> None:
    """Start the server that forks the workers without ears for Ctrl-C: they have what it started
    with, and `_deaf` comes too late for one that is just starting."""
    import signal
    from multiprocessing.forkserver import ensure_running
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        return  # no other may say what a signal does
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _deaf() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us


def _on_cluster(
    parts: Sequence[tuple[Part, Job]], scheduler: str
) -> Iterator[tuple[Part, Count | str]]:
    from importlib import import_module

    dask: Any = import_module("distributed")  # it has types only here and there
    try:
        client = dask.Client(scheduler, timeout=os.environ.get("EMAILINT_DASK_TIMEOUT", "30s"))
    except (OSError, ValueError) as error:
        raise EmailintError(f"{scheduler}: no Dask scheduler answers there ({error})") from None
    with client:
        futures = {
            client.submit(_read, part, job, key=f"{job.folder}-{part.name}", retries=_RETRIES): part
            for part, job in parts
        }
        for future in dask.as_completed(futures):
            yield futures[future], future.result()
