"""Only casework changes records; whoever else writes a row is named here with a reason."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, SOURCE, dotted, modules, place, tree

WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave",
}  # fmt: skip
ALSO_OF_OTHER_THINGS = {"update", "delete", "adelete", "aupdate"}
QUERYSETS = {"objects", "filter", "exclude", "all", "select_for_update", "using"}
SQL_WRITES = re.compile(r"^\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE|COPY)\b")

#: Module → why it may write.
WRITERS = {
    "src/anju/casework": "the acts: the one writer of records",
    "src/anju/access/looks.py": "who looked at whom is noted by the function that hands it out",
    "src/anju/access/sign_in.py": "failed sign-ins are counted before anybody is there to act",
    "src/anju/jobs/bench/import_list.py": "empties and refills the throw-away register it measures",
    "src/anju/jobs/bench/search_rows.py": "fills the throw-away province it measures",
}


def is_writer(where: str) -> bool:
    return any(where.startswith(f"{writer}/") or where == writer for writer in WRITERS)


def writes(syntax: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Each call or statement that changes rows."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            chain = dotted(node.func).split(".")
            through_rows = bool(QUERYSETS.intersection(chain))
            name = node.func.attr
            if (name in WRITES | ALSO_OF_OTHER_THINGS and through_rows) or is_save(node):
                yield node, dotted(node.func)
        match node:
            case ast.Constant(value=str(text)) if SQL_WRITES.match(text):
                yield node, text.split("\n", 1)[0].strip()


def is_save(call: ast.Call) -> bool:
    """Whether a call looks like `instance.save()` of a model: no argument, or Django's own."""
    known = {"update_fields", "force_insert", "using"}
    named = {keyword.arg for keyword in call.keywords}
    is_named_save = isinstance(call.func, ast.Attribute) and call.func.attr == "save"
    return is_named_save and not call.args and named <= known


def test_only_casework_writes_rows() -> None:
    found = [
        f"{place(path, node)}: {what}"
        for path in modules(SOURCE)
        if not is_writer(str(path.relative_to(ROOT)))
        for node, what in writes(tree(path))
    ]
    assert not found, "\n".join(found)


def test_writers_still_write() -> None:
    for writer in WRITERS:
        folder = ROOT / writer
        paths = [path for path in modules(SOURCE) if folder in (path, *path.parents)]
        assert not paths or any(True for path in paths for _ in writes(tree(path))), writer


def test_a_write_is_seen() -> None:
    planted = ast.parse(
        "Permit.objects.create(x=1)\nrow.save(update_fields=['a'])\n"
        "Permit.objects.filter(a=1).update(b=2)\ncursor.execute('DELETE FROM permits')\n"
        "facts.update(a=1)\npicture.save(path)\n"
    )
    assert [what for _, what in writes(planted)] == [
        "Permit.objects.create", "row.save", "Permit.objects.filter.update", "DELETE FROM permits",
    ]  # fmt: skip
