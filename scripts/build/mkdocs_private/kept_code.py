"""Has the theme's templates compiled once, and not in every build."""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.theme import Theme

from macros.render.environment import keep_code
from scripts.build.kept_templates import KeptTemplates


def keep_templates(folder: Path) -> None:
    """Let this process take compiled templates, the theme's and our own, from those before.

    Args:
        folder: Holds what builds keep.
    """
    kept, get_env = KeptTemplates(folder / "compiled"), Theme.get_env

    def get_env_with_code(theme: Theme) -> jinja2.Environment:
        env = get_env(theme)
        env.bytecode_cache = kept
        return env

    Theme.get_env = get_env_with_code  # type: ignore[assignment, method-assign]
    keep_code(kept)
