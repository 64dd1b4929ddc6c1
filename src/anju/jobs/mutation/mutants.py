"""Small wrong changes to a module's source, one at a time: what mutation testing feeds on."""

import ast
import copy
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

__all__ = ["Mutant", "changed", "mutants_of"]

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
#: Words of Python that answer the opposite of each other.
OPPOSITES = {"all": "any", "any": "all", "min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong change to a module: where, how, and within the lines of which function."""

    line: int
    change: str
    place: int
    nth: int
    #: First and last line of the function it lies in; nothing if it runs when imported.
    function: tuple[int, int] | None


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    whole = ast.parse(source)
    spared = {id(node) for node in _spared(whole)}
    functions = dict(_inside_functions(whole))
    for place, node in enumerate(ast.walk(whole)):
        changes = [] if id(node) in spared else _changes(node)
        for nth, change in enumerate(changes):
            wrong = copy.deepcopy(node)
            change(wrong)
            written = f"{_written(node)} → {_written(wrong)}"
            line = getattr(node, "lineno", 0)
            yield Mutant(line, written, place, nth, functions.get(id(node)))


def changed(source: str, mutant: Mutant) -> ast.Module:
    """The module as the mutant has it."""
    tree = ast.parse(source)
    node = next(itertools.islice(ast.walk(tree), mutant.place, None))
    _changes(node)[mutant.nth](node)
    return ast.fix_missing_locations(tree)


def _written(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    return ast.unparse(node).replace("\n", " ")


def _inside_functions(node: ast.AST) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each node that runs only when a function is called, with the lines of that function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            first = min([child.lineno, *(one.lineno for one in child.decorator_list)])
            lines = (first, child.end_lineno or first)
            for statement in child.body:
                yield from ((id(part), lines) for part in ast.walk(statement))
        else:
            yield from _inside_functions(child)


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    """What decides nothing when it runs: docstrings, annotations, names for other modules."""
    for node in ast.walk(tree):
        for part in _without_effect(node):
            yield from ast.walk(part)


def _without_effect(node: ast.AST) -> list[ast.AST]:
    """The parts of a node that only readers and type checkers look at, or that name the law."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return [node.value]
        case ast.FunctionDef():
            return [*node.decorator_list, *([node.returns] if node.returns else [])]
        case ast.ClassDef():
            return list(node.decorator_list)
        case ast.arg(annotation=ast.expr() as note):
            return [note]
        case (
            ast.AnnAssign(annotation=ast.Name(id="TypeAlias"))
            | ast.Assign(targets=[ast.Name(id="__all__")])
            | ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec"))
        ):
            return [node]
        case ast.AnnAssign():
            return [node.annotation]
    return []


def _changes(node: ast.AST) -> list[Callable[[ast.AST], None]]:
    """The ways in which one node can go wrong."""
    match node:
        case ast.Constant(value=value):
            wrong = _wrong(value)
            return [] if wrong is None else [lambda n: setattr(n, "value", wrong)]
        case ast.If(test=test) | ast.IfExp(test=test):
            return [lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), copy.deepcopy(test)))]
        case ast.UnaryOp(op=ast.Not()):
            return [lambda n: setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand))]
        case ast.BoolOp(op=op):
            return [lambda n: setattr(n, "op", ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.BinOp(op=operator) if type(operator) in ARITHMETIC:
            return [lambda n: setattr(n, "op", ARITHMETIC[type(operator)]())]
        case ast.Compare(ops=operators):
            return [partial(_compared, number) for number in range(len(operators))]
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITES:
            return [lambda n: setattr(n.func, "id", OPPOSITES[name])]
    return []


def _compared(number: int, node: ast.AST) -> None:
    """Another comparison at one place of a chain."""
    assert isinstance(node, ast.Compare)
    node.ops[number] = COMPARISONS[type(node.ops[number])]()


def _wrong(value: object) -> object:
    """Another value of the same type; nothing for a type that is left alone."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"XX{value}"
    return None
