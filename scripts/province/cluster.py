"""Runs plans over Dask, on the cores of this machine or on a cluster; only this module knows Dask.

Where it is not installed, plans run in a plain loop, and give the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from macros.compare.sharing.plan import Plan, Runner, Step, fill_steps, run_plainly
from macros.errors import SiteError


class ClusterError(SiteError):
    """The cluster that was named cannot be reached."""

    meaning = "连不上 `--scheduler` 写明的调度程序"
    remedy = "核对地址和端口，看调度程序和工作进程是否都已启动；不写 `--scheduler` 就用本机的各个核"


#: Where a cluster does not answer in so many seconds it is not there.
_PATIENCE = "30s"
#: A worker that is lost takes no step with it; what fails again and again is told.
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 5,
    "distributed.worker.daemon": False,
    # On a machine on which much else is at work nobody answers for half a minute, and a connection that is lost then
    # is never found again; whoever is dead closes his own.
    "distributed.comm.timeouts.tcp": "10m",
    "distributed.admin.large-graph-warning-threshold": "200MB",
    "logging.distributed": "error",
    # What nobody looks at, and what is done fifty times a second while one waits.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    # Nobody looks at its pages, and no port is opened to others.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


def has_dask() -> bool:
    """Whether it is installed."""
    return find_spec("distributed") is not None


@contextmanager
def open_runner(scheduler: str = "", workers: int | None = None) -> Iterator[Runner]:
    """What runs plans: a cluster, the cores of this machine, or, without Dask or on a single core, a plain loop.

    Args:
        scheduler: Address of a cluster's scheduler, such as tcp://10.0.0.5:8786; empty for this machine.
        workers: So many processes on this machine; by default one a core.

    Raises:
        ClusterError: The cluster does not answer.
    """
    count = workers or _cores()
    if not has_dask() or (not scheduler and count == 1):
        yield run_plainly
        return
    import dask
    from distributed import Client, LocalCluster

    with dask.config.set(_SETTINGS):
        if not scheduler:
            with (
                LocalCluster(
                    n_workers=count, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit="auto"
                ) as cluster,
                Client(cluster) as client,
            ):
                yield _OnCluster(client)
            return
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"连不上 {scheduler}。改法：{ClusterError.remedy}。") from error
        with client:
            yield _OnCluster(client)


def _cores() -> int:
    """How many cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _OnCluster:
    """Runs plans on a cluster (在集群上执行)."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __call__(self, plan: Plan, wanted: Sequence[Step]) -> list[Any]:
        """The values of some steps, however often a worker is lost meanwhile."""
        # Steps of two runs on one cluster are not the same.
        run = uuid4().hex
        made: dict[str, Any] = {}
        # Each by itself: to put steps together as `delayed` does takes time with the square of their number.
        for name, task in plan.tasks.items():
            arguments = [fill_steps(argument, made) for argument in task.arguments]
            made[name] = self._client.submit(task.function, *arguments, key=f"{name}-{run}", pure=False)
        last = [made[step.name] for step in wanted]
        # What no step needs any more is let go.
        made.clear()
        found: list[Any] = self._client.gather(last)
        return found
