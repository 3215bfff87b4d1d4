"""The program's own modules as they are written, each read once in a process; of what was read only little is kept: whole trees are large."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "thads_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: What other statements stand in.
_AROUND = (ast.stmt, ast.excepthandler, ast.match_case)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def imported(path: Path) -> list[tuple[str, int, bool]]:
    """(module, line, at import time) of each absolute import; those inside functions and TYPE_CHECKING come later."""
    found: list[tuple[str, int, bool]] = []

    def walk(node: ast.AST, early: bool) -> None:
        if isinstance(node, ast.Import):
            found.extend((alias.name, node.lineno, early) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.extend((f"{node.module}.{alias.name}", node.lineno, early) for alias in node.names)
        inner = early and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            inner = False
        for child in ast.iter_child_nodes(node):
            # An import is a statement, and stands in no expression.
            if isinstance(child, _AROUND):
                walk(child, inner)

    walk(ast.parse(text_of(path)), early=True)
    return found
