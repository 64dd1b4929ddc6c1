"""Small wrong changes to a module's source, one at a time: what mutation testing feeds on."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Mutant", "mutants_of"]

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


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed module: where, how, and the changed tree."""

    line: int
    change: str
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    whole = ast.parse(source)
    places = [place for place, node in enumerate(ast.walk(whole)) if _may_change(node)]
    spared = {id(node) for node in _spared(whole)}
    for place in places:
        node = _at(whole, place)
        if id(node) not in spared:
            yield from _changed(whole, place, node)


def _changed(whole: ast.Module, place: int, node: ast.AST) -> Iterator[Mutant]:
    for change in _changes(node):
        tree = copy.deepcopy(whole)
        before = ast.unparse(node)
        target = _at(tree, place)
        change(target)
        written = f"{before} → {ast.unparse(target)}".replace("\n", " ")
        yield Mutant(getattr(node, "lineno", 0), written, ast.fix_missing_locations(tree))


def _at(tree: ast.Module, place: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == place)


def _may_change(node: ast.AST) -> bool:
    kinds = (ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Constant, ast.If, ast.IfExp)
    return isinstance(node, kinds)


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
            return [lambda n: setattr(n, "op", ast.UAdd())]
        case ast.BoolOp(op=op):
            return [lambda n: setattr(n, "op", ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.BinOp(op=operator) if type(operator) in ARITHMETIC:
            return [lambda n: setattr(n, "op", ARITHMETIC[type(operator)]())]
        case ast.Compare(ops=[comparison]) if type(comparison) in COMPARISONS:
            return [lambda n: setattr(n, "ops", [COMPARISONS[type(comparison)]()])]
    return []


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
