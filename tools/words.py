"""The explanations in nynorsk and English: gathered from the source, complete, and compiled; `--check` only looks.

The catalogues are ``locale/LANGUAGE/LC_MESSAGES/django.po`` with its ``.mo`` beside, which is kept too: a clone has no
gettext and a running server needs none. Without words the catalogues are brought up to date and what is missing named.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
from steps import ROOT

LANGUAGES = ("nn", "en")
TELLING = ROOT / "alisveien" / "placements" / "telling"
MODULES = tuple(TELLING / f"{name}.py" for name in ("reasons", "refusals", "helps", "languages"))
"""Where everything that explains an outcome is worded; what they say is said in all languages or not at all."""
CALLS = {"_": 1, "gettext_lazy": 1, "ngettext": 2}
HOLE = re.compile(r"\{[a-z_]*\}")
METADATA = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
Words = tuple[str, ...]


def main() -> None:
    """Bring the catalogues up to date, or with ``--check`` only look. Ends with 1 when something is missing.

    The folder of the catalogues may be named last.
    """
    given = sys.argv[1:]
    only_check = "--check" in given
    locale = next((Path(word) for word in given if word != "--check"), ROOT / "locale")
    wanted = sorted({words for path in MODULES for words in words_in(path.read_text("utf-8"))})
    faults = []
    for language in LANGUAGES:
        path = locale / language / "LC_MESSAGES" / "django.po"
        if not only_check:
            renew(path, language, wanted)
        faults += [f"{language}: {fault}" for fault in faults_of(path, wanted)]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    sys.exit(1 if faults else 0)


def words_in(source: str) -> Iterator[Words]:
    """Every text a module marks for translation: one, or one and its plural."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield tuple(ast.literal_eval(argument) for argument in node.args[: CALLS[node.func.id]])


def renew(path: Path, language: str, wanted: list[Words]) -> None:
    """Write a catalogue with what is wanted and nothing else, keeping what has been translated, and compile it."""
    known = {words_of(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {"Language": language, **METADATA}
    for words in wanted:
        one, *more = words
        empty = polib.POEntry(msgid=one, msgid_plural=more[0], msgstr_plural={0: "", 1: ""}) if more else None
        catalogue.append(known.get(words) or empty or polib.POEntry(msgid=one))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    compiled_at(path).write_bytes(catalogue.to_binary())


def words_of(entry: polib.POEntry) -> Words:
    """The text an entry translates, and its plural."""
    return (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)


def said_by(entry: polib.POEntry) -> list[str]:
    """Every form of a translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def compiled_at(path: Path) -> Path:
    """Where the compiled catalogue stands."""
    return path.with_suffix(".mo")


def faults_of(path: Path, wanted: list[Words]) -> list[str]:
    """What is wrong with a catalogue: missing or left over, holes that differ, not compiled."""
    if not path.exists():
        return ["finnes ikke"]
    catalogue = polib.pofile(str(path))
    known = {words_of(entry): entry for entry in catalogue}
    faults = [f"mangler: {words[0]}" for words in wanted if words not in known]
    faults += [f"brukes ikke lenger: {words[0]}" for words in known if words not in wanted]
    for words, entry in known.items():
        for form, said in zip((words * 2)[:2], said_by(entry), strict=False):
            if not said or entry.fuzzy:
                faults.append(f"ikke oversatt: {words[0]}")
            elif Counter(HOLE.findall(said)) != Counter(HOLE.findall(form)):
                faults.append(f"andre felter i oversettelsen: {words[0]}")
    compiled = compiled_at(path)
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        faults.append("ikke kompilert: kjør «make fix»")
    return faults


if __name__ == "__main__":
    main()
