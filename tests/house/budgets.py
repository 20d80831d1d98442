"""What the house asks of its files: sizes, names and words. One line per breach; empty when all is well."""

import ast
import math
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOW_PACKAGES = {"openpyxl", "ortools", "resvg_py", "numpy", "matching", "algmatch"}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "core"}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
CHANCE = {"random", "secrets", "time"}
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: str) -> list[Path]:
    """The Python files of the product, without migrations."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def tree(path: Path) -> ast.Module:
    """A file as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> list[Function]:
    """Every function and method of a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def length(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def named(path: Path, *more: str) -> str:
    """A file as a person finds it."""
    return ":".join([str(path.relative_to(ROOT)), *more])


def over(sizes: dict[str, int], *, most_under: int, never_over: int) -> list[str]:
    """What breaks a budget: nine of ten are under the one number, none is over the other."""
    breaches = [f"{name}: {size} linjer, grensen er {never_over}" for name, size in sizes.items() if size > never_over]
    large = [f"{name} ({size})" for name, size in sizes.items() if size >= most_under]
    if len(large) > math.floor(len(sizes) / 10):
        breaches.append(f"{len(large)} av {len(sizes)} er på {most_under} linjer eller mer: {', '.join(large)}")
    return breaches


def module_sizes() -> dict[str, int]:
    """Lines per module."""
    return {named(path): length(path) for path in modules("alisveien", "tools", "bench")}


def function_sizes() -> dict[str, int]:
    """Lines per function, its words included."""
    return {
        named(path, str(node.lineno), node.name): (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules("alisveien", "tools", "bench")
        for node in functions(path)
    }


def template_sizes() -> dict[str, int]:
    """Lines per template."""
    return {named(path): length(path) for path in sorted((ROOT / "alisveien").rglob("templates/**/*.html"))}


def hidden_imports() -> list[str]:
    """Imports inside functions, but of packages that are slow to load."""
    found = []
    for path in modules("alisveien", "tools", "bench"):
        for function in functions(path):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and not packages(node) <= SLOW_PACKAGES:
                    found.append(named(path, str(node.lineno)))
    return found


def packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The outermost packages an import names."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {name.split(".")[0] for name in names}


def drawers() -> list[str]:
    """Files and folders whose name says nothing."""
    return [named(path) for path in sorted((ROOT / "alisveien").rglob("*")) if path.stem in DRAWERS]


def wordless() -> list[str]:
    """Modules, public classes and public functions that promise nothing."""
    found = []
    for path in modules("alisveien", "tools", "bench"):
        module = tree(path)
        if not ast.get_docstring(module):
            found.append(named(path))
        for node in spoken_of(module):
            if not is_private(node) and not ast.get_docstring(node):
                found.append(named(path, str(node.lineno), node.name))
    return found


def spoken_of(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | Function]:
    """Classes, functions and methods; not the functions inside functions."""
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | Function):
            yield inner
        if isinstance(inner, ast.ClassDef) and not is_private(inner):
            yield from spoken_of(inner)


def is_private(node: ast.ClassDef | Function) -> bool:
    """Inner names need no words; nor does a Meta, which Django asks for."""
    return node.name.startswith("_") or node.name == "Meta"


def clocks_and_chance() -> list[str]:
    """Readings of clock or chance in engines, rules and queries."""
    found = []
    for path in modules("alisveien"):
        if "engines" in path.parts or {"rules", "queries"} & {path.stem, *path.parts}:
            found += [named(path, str(line)) for line in readings_of_chance(tree(path))]
    return found


def readings_of_chance(module: ast.Module) -> Iterator[int]:
    """The lines that ask the clock or chance for something."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom) and packages(node) & CHANCE:
            yield node.lineno
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CLOCKS or name == "uuid4":
                yield node.lineno


def hidden_writers() -> list[str]:
    """Signals, save() overrides and star imports."""
    found = []
    for path in modules("alisveien"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (
                node.module in SIGNALS or any(alias.name == "*" for alias in node.names)
            ):
                found.append(named(path, str(node.lineno)))
            if isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in {path.stem, *path.parts}:
                found.append(named(path, str(node.lineno)))
    return found
