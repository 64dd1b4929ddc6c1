"""Nothing grows past what a reader holds in the head; each exception has its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.source import (
    ROOT,
    SOURCE,
    TESTS,
    functions,
    modules,
    place,
    tracked_files,
    tree,
)

MODULE_LINES = 400
TEST_MODULE_LINES = 600
CLASS_LINES = 200
FUNCTION_LINES = 40
NESTING = 3
ARGUMENTS = 6
PACKAGE_MODULES = 16
TEMPLATE_LINES = 120

#: Place → why it may be larger. An entry that is no longer needed fails.
EXCEPTIONS: dict[str, str] = {}

NESTING_NODES = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring left out: the words of the law are not its size."""
    docstring = 0
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def depth(node: ast.AST, *, is_elif: bool = False) -> int:
    """How deep blocks are nested below a node; an `elif` stands beside its `if`, not below."""
    deepest = 0
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if isinstance(child, ast.AST):
                beside = isinstance(node, ast.If) and name == "orelse" and isinstance(child, ast.If)
                deepest = max(deepest, depth(child, is_elif=beside))
    return deepest + (isinstance(node, NESTING_NODES) and not is_elif)


def argument_count(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


def too_large() -> dict[str, str]:
    """Everything over its budget: place → sentence."""
    found: dict[str, str] = {}
    for path in modules(SOURCE):
        found |= in_module(path, MODULE_LINES)
    for path in modules(TESTS):
        if lines_of(path) > TEST_MODULE_LINES:
            found[place(path)] = f"{lines_of(path)} lines"
    return found | large_packages() | long_templates()


def in_module(path: Path, most: int) -> dict[str, str]:
    found = {}
    if lines_of(path) > most:
        found[place(path)] = f"{lines_of(path)} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > CLASS_LINES:
                found[f"{place(path)}::{node.name}"] = f"class of {lines} lines"
    for function in functions(path):
        faults = "; ".join(in_function(function))
        if faults:
            found[f"{place(path)}::{function.name}"] = faults
    return found


def in_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    if body_lines(function) > FUNCTION_LINES:
        yield f"function of {body_lines(function)} lines"
    if depth(function) > NESTING:
        yield f"nested {depth(function)} deep"
    if argument_count(function) > ARGUMENTS:
        yield f"{argument_count(function)} arguments"


def large_packages() -> dict[str, str]:
    found = {}
    for folder in {path.parent for path in modules(SOURCE)}:
        count = sum(path.parent == folder for path in modules(SOURCE))
        count -= (folder / "__init__.py").exists()
        if count > PACKAGE_MODULES:
            found[str(folder.relative_to(ROOT))] = f"{count} modules"
    return found


def long_templates() -> dict[str, str]:
    templates = (path for path in tracked_files() if path.suffix == ".html")
    return {
        place(path): f"{lines_of(path)} lines"
        for path in templates
        if SOURCE in path.parents and lines_of(path) > TEMPLATE_LINES
    }


def test_everything_keeps_its_size() -> None:
    over = {where: what for where, what in too_large().items() if where not in EXCEPTIONS}
    assert not over, "\n".join(f"{where}: {what}" for where, what in sorted(over.items()))


def test_exceptions_are_still_needed() -> None:
    needless = set(EXCEPTIONS) - set(too_large())
    assert not needless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n if a:\n  for b in c:\n   with d:\n    pass", 3),
        ("def f():\n if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass", 1),
        ("def f():\n for a in b:\n  def g():\n   if c:\n    pass", 1),
    ],
)
def test_depth_counts_blocks(text: str, expected: int) -> None:
    assert depth(ast.parse(text).body[0]) == expected
