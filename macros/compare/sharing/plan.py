"""Work as steps that need one another: written once, run in a plain loop here, or by whatever else takes such steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """What another step needs (步骤): its name."""

    name: str


@dataclass(frozen=True)
class Task:
    """A function with its arguments, of which some, or some of a list, are steps."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    @property
    def needs(self) -> Iterator[Step]:
        """The steps that must be done before."""
        for argument in self.arguments:
            yield from (
                one for one in (argument if isinstance(argument, list) else [argument]) if isinstance(one, Step)
            )


@dataclass
class Plan:
    """Steps in an order in which each comes after those that it needs (计划)."""

    tasks: dict[str, Task] = field(default_factory=dict)

    def add(self, name: str, function: Callable[..., Any], *arguments: Any) -> Step:
        """Add a step.

        Args:
            name: Tells it from all others.
            function: Pure: the same arguments, the same value, in whatever process.
            arguments: Values, steps, and lists of steps.
        """
        if name in self.tasks:
            raise ValueError(f"two steps are called {name}")
        self.tasks[name] = Task(function, arguments)
        return Step(name)


#: Runs a plan and gives the values of some of its steps.
Runner = Callable[[Plan, Sequence[Step]], list[Any]]


def run_plainly(plan: Plan, wanted: Sequence[Step]) -> list[Any]:
    """Run a plan in this process, one step after the other; what no step needs any more is let go.

    Args:
        plan: The steps.
        wanted: Those of which the values are given.
    """
    open_needs = Counter(step.name for task in plan.tasks.values() for step in task.needs)
    open_needs.update(step.name for step in wanted)
    values: dict[str, Any] = {}
    for name, task in plan.tasks.items():
        if open_needs[name]:
            values[name] = task.function(*(fill_steps(argument, values) for argument in task.arguments))
        for step in task.needs:
            open_needs[step.name] -= 1
            if not open_needs[step.name]:
                values.pop(step.name, None)
    return [values[step.name] for step in wanted]


def fill_steps(argument: Any, values: Mapping[str, Any]) -> Any:
    """An argument with what its steps have given, or what stands for that.

    Args:
        argument: A value, a step, or a list of both.
        values: By the name of each step.
    """
    if isinstance(argument, list):
        return [fill_steps(one, values) for one in argument]
    return values[argument.name] if isinstance(argument, Step) else argument
