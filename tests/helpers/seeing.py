"""What keeps somebody from reading a page that a browser shows."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from scripts.setup.needs import WEB, has_web_tools

#: Colours alone change with the scheme; everything else is looked at once.
_RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
#: The contrast of every piece of visible text with the nearest painted background (WCAG 2.1, 1.4.3).
_CONTRAST = """() => {
  const parse = value => (value.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const paint = parse(getComputedStyle(at).backgroundColor);
      if (paint.length === 3 || paint[3] === 1) return paint;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("article *, header *, .yb-tabs *, .yb-footer *")) {
    const words = [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    const box = element.getBoundingClientRect();
    if (!words.length || !box.width || getComputedStyle(element).visibility === "hidden") continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const words_shown = words[0].data.trim().slice(0, 12);
    if (ratio < 4.5) poor.push([element.className || element.tagName, words_shown, ratio.toFixed(2)]);
  }
  return poor;
}"""


@cache
def _axe() -> str:
    return (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def bring_axe(window: Any) -> None:
    """Give every page of a window axe from its beginning, in less time than to hand it over page by page."""
    if has_web_tools():
        window.add_init_script(_axe())


def find_axe_faults(page: Any, scheme: str, *, passing_over: Collection[str] = ()) -> list[tuple[str, str]]:
    """What axe finds of a page, each with its element; the dark scheme is looked at for its colours.

    Args:
        page: The page in its window.
        scheme: Which of the two it is shown in.
        passing_over: Rules that are looked at in another way.
    """
    # Run by the browser itself, past the policy of the page.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    # What passes need not be told, and to name its nodes takes far longer than to look.
    passed_over = {rule: {"enabled": False} for rule in passing_over}
    options = {"runOnly": _RULES[scheme], "rules": passed_over, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


def find_faint_text(page: Any) -> list[list[str]]:
    """Text that does not stand out from its ground: its element, its first words, the contrast."""
    faint: list[list[str]] = page.evaluate(_CONTRAST)
    return faint
