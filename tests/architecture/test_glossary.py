"""Models, acts and states use the words of GLOSSARY.md."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, SOURCE, functions, modules, place, tree

ROW = re.compile(r"^\|(?P<cells>.+)\|$")
WORD = re.compile(r"`([^`]+)`")


def forbidden_words() -> dict[tuple[str, ...], str]:
    """Stem that is not to be used, as its words → the Chinese term it stands beside."""
    found: dict[tuple[str, ...], str] = {}
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row:
            cells = [cell.strip() for cell in row["cells"].split("|")]
            for word in WORD.findall(cells[3]):
                found[words_of(word)] = cells[0]
    return found


def words_of(identifier: str) -> tuple[str, ...]:
    """The words of an identifier in either spelling: `ResidencePermit`, `residence_permit`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier)
    return tuple(word for word in parted.lower().split("_") if word)


def identifiers() -> Iterator[tuple[str, str]]:
    """Models and their fields, acts, rules, and the names in the transition tables."""
    for path in modules(SOURCE / "records"):
        yield from ((place(path, node), name) for node, name in names_of_models(tree(path)))
    for room in ("casework", "law", "reading", "access"):
        for path in modules(SOURCE / room):
            yield from ((place(path, function), function.name) for function in functions(path))
    workflow = SOURCE / "law" / "workflow.py"
    if workflow.exists():
        for node in ast.walk(tree(workflow)):
            match node:
                case ast.Constant(value=str(word)) if word.isidentifier():
                    yield place(workflow, node), word


def names_of_models(syntax: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Each class and each name assigned in a module of models."""
    for node in ast.walk(syntax):
        match node:
            case ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                yield node, name


def holds(words: tuple[str, ...], stem: tuple[str, ...]) -> bool:
    """Whether the words of a stem stand next to each other in an identifier."""
    return any(
        words[start : start + len(stem)] == stem for start in range(len(words) - len(stem) + 1)
    )


def test_no_identifier_uses_a_word_that_is_not_to_be_used() -> None:
    stems = forbidden_words()
    found = [
        f"{where}: {name} ({term}: not {'_'.join(stem)})"
        for where, name in identifiers()
        for stem, term in stems.items()
        if holds(words_of(name), stem)
    ]
    assert not found, "\n".join(found)


def test_glossary_is_read() -> None:
    stems = forbidden_words()
    assert ("visa",) in stems
    assert holds(words_of("VisaOfPermit"), ("visa",))
    assert holds(words_of("next_residence_card_day"), ("residence", "card"))
