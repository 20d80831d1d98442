"""The explanations in bokmål, nynorsk and English: whole, for every code, plurals right, and nobody else in them."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest

from alisveien.base.shipped import LOCALE, ROOT
from alisveien.cli.main import main
from alisveien.engines.allocation.counterfactual import Help
from alisveien.engines.allocation.explain import Refusal
from alisveien.engines.distribution.empty import Empty
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.gate import Dropped, Unmet
from alisveien.placements.telling import reasons, refusals
from alisveien.placements.telling.helps import tell_help, tell_helps, tell_place, tell_reason
from alisveien.placements.telling.languages import LANGUAGES, explanation_in, told_in
from tests.engines.lists import UNN, frozen, nomination

OTHERS = [code for code in LANGUAGES if code != "nb"]
CATALOGUES = [LOCALE / code / "LC_MESSAGES" / "django.po" for code in OTHERS]


def pair(posts: int = 1, **second: Any) -> Distribution:
    """Two doctors who wish the same department; the second is told why not."""
    first = nomination(group="fullført", courses=8, own_post_on=None)
    other = nomination(hpr_number="9900002", first_name="Kari", last_name="Nordmann", **second)
    return distribute(frozen([first, other], {(UNN, "P1 2028"): posts}))


def same_in_no_two(tell: Callable[[], str]) -> dict[str, str]:
    """What is told in each language; no two may be the same."""
    told = {}
    for code in LANGUAGES:
        with told_in(code):
            told[code] = tell()
    assert len(set(told.values())) == len(LANGUAGES), told
    assert all(told.values())
    return told


CRITERIA = ("service", "group", "progress", "own_post", "nearest", "days", "nominated_on", "lot")


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("posts", [1, 2])
def test_every_criterion_is_told_in_every_language(criterion: str, posts: int) -> None:
    found = pair()
    refusal = found.refusals["9900002"][0]
    place = found.frozen.rules.order.index(criterion)
    one = found.frozen.nominations[1]

    def tell() -> str:
        told = refusals.tell_refusal(refusal._replace(criterion=place, cap=posts), one, found)
        return f"{told.reason} {told.helps}"

    told = same_in_no_two(tell)
    with told_in("en"):
        assert reasons.criterion_title(criterion) in told["en"] or criterion in ("nominated_on", "lot", "days")
    assert ("hospital posts in" in told["en"]) == (posts == 2)
    assert ("sjukehusplassar i" in told["nn"]) == (posts == 2)


def test_full_without_posts_and_by_ones_own_seat_are_told() -> None:
    found = pair()
    refusal, one = found.refusals["9900002"][0], found.frozen.nominations[1]
    told = same_in_no_two(lambda: refusals.tell_refusal(refusal._replace(cap=0, criterion=None), one, found).reason)
    assert told["en"] == "UNN has no hospital posts in P1 2028."
    first = found.frozen.nominations[0]
    own = same_in_no_two(lambda: refusals.tell_refusal(refusal._replace(own_seat=True), first, found).reason)
    assert "You hold the last of them yourself" in own["en"]


@pytest.mark.parametrize(
    "unmet",
    [Unmet("old_scheme", (), "municipality"), Unmet("floor", ("100", "2028-03-01", "365", "2027-11-22"), "time")],
)
def test_every_unmet_condition_is_told(unmet: Unmet) -> None:
    same_in_no_two(lambda: reasons.tell_unmet(unmet).reason)
    same_in_no_two(lambda: reasons.tell_unmet(unmet).helps)


@pytest.mark.parametrize(
    "dropped",
    [
        Dropped(1, "floor", ("100", "2028-03-01", "365")),
        Dropped(1, "too_early", ("2028-09-01",)),
        Dropped(1, "too_late", ("2028-03-01",)),
        Dropped(1, "leave", ()),
        Dropped(2, "repeated", ("1",)),
        Dropped(0, "no_conversion_date", ()),
        Dropped(1, "short_notice", ("12",)),
    ],
)
def test_every_wish_that_falls_away_is_told(dropped: Dropped) -> None:
    same_in_no_two(lambda: " ".join((reasons.tell_dropped(dropped).reason, reasons.tell_dropped(dropped).helps)))


@pytest.mark.parametrize("code", ["no_wish", "floor", "leave", "window", "full_department", None])
@pytest.mark.parametrize("empty", [1, 2])
def test_every_empty_post_is_told(code: str | None, empty: int) -> None:
    found = pair()
    waiting = ((code, 2), ("floor", 1)) if code else ()
    told = same_in_no_two(lambda: reasons.tell_empty(Empty(UNN, "P1 2028", 9, empty, waiting), found.frozen))
    assert ("vacant hospital posts" in told["en"]) == (empty == 2)


def test_reasons_of_any_problem_and_what_would_help_are_told_with_their_plurals() -> None:
    outranked = Refusal(0, "T", 1, 0, own_seat=False)
    for cap, word in ((1, "1 post,"), (2, "2 posts,")):
        assert word in same_in_no_two(lambda cap=cap: tell_reason(outranked._replace(cap=cap), "T"))["en"]  # type: ignore[misc]
    same_in_no_two(lambda: tell_reason(outranked._replace(criterion=None), "T"))
    same_in_no_two(lambda: tell_reason(outranked._replace(own_seat=True), "T"))
    for more, word in ((1, "1 more post "), (3, "3 more posts ")):
        assert word in same_in_no_two(lambda more=more: tell_help(Help("posts", node="T", more=more)))["en"]  # type: ignore[misc]
    same_in_no_two(lambda: tell_help(Help("key", criterion=1, value=7)))
    same_in_no_two(lambda: tell_helps([])[0])
    with told_in("en"):
        assert (tell_place("T"), tell_place(None)) == ("Place: “T”.", "No place.")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("released", [False, True])
def test_a_doctors_explanation_names_nobody_else_and_holds_no_bokmaal(code: str, released: bool) -> None:
    found = pair(wish_2="UNN Tromsø – Gynekologi – P2 2028", leave_from=None)
    for one in found.frozen.nominations:
        told = explanation_in(code, one, found, released=released)
        words = " ".join(part for line in told.lines for part in line)
        assert told.lines
        assert (told.language, bool(told.heading), bool(told.note)) == (code, True, True)
        for other in found.frozen.nominations:
            assert other.hpr_number not in words
        assert not [word for word in ("Testesen", "Kari", "Nordmann", " ikke ", " sykehusplass") if word in words]
        assert ("Tildelt" in words or "Allocated" in words) == (released and found.status(one) == "placed")


def test_bokmaal_is_the_explanation_as_it_always_was() -> None:
    found = pair()
    told = explanation_in("nb", found.frozen.nominations[1], found, released=False)
    assert told.lines[0][0] == "Ønske 1: UNN Tromsø, Gynekologi, P1 2028 – Fikk ikke"
    assert "UNN har 1 sykehusplass i P1 2028, og den er fordelt." in told.lines[0][1]


@pytest.mark.parametrize("path", CATALOGUES, ids=OTHERS)
def test_a_catalogue_is_compiled_as_it_stands(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert path.with_suffix(".mo").read_bytes() == catalogue.to_binary()
    assert catalogue.percent_translated() == 100


def check_words(locale: Path) -> subprocess.CompletedProcess[str]:
    """Run the check of the translations on another folder of catalogues."""
    words = [sys.executable, "tools/words.py", "--check", str(locale)]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_check_finds_what_is_missing_changed_or_not_compiled(tmp_path: Path) -> None:
    assert check_words(LOCALE).returncode == 0
    for code, change in (
        ("nn", lambda entry: setattr(entry, "msgstr", "")),
        ("en", lambda entry: setattr(entry, "msgstr", "{other}")),
        ("nn", lambda entry: setattr(entry, "msgid", "noe annet")),
    ):
        for language in OTHERS:
            here = tmp_path / language / "LC_MESSAGES"
            here.mkdir(parents=True, exist_ok=True)
            for name in ("django.po", "django.mo"):
                (here / name).write_bytes((LOCALE / language / "LC_MESSAGES" / name).read_bytes())
        path = tmp_path / code / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path))
        change(next(entry for entry in catalogue if not entry.msgid_plural))
        catalogue.save(str(path))
        found = check_words(tmp_path)
        assert found.returncode == 1
        assert found.stderr.startswith(f"{code}:")
        assert "ikke kompilert" in found.stderr


@pytest.mark.parametrize("code", OTHERS)
def test_the_command_line_explains_in_the_language_asked_for(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = ROOT / "data" / "examples"
    assert main(["explain", str(example / "problem.json"), "9911002", "--language", code]) == 0
    said = capsys.readouterr().out
    assert said.startswith({"nn": "Ingen plass.", "en": "No place."}[code])
    assert {"nn": "Ønske «", "en": "Wish “"}[code] in said
    words = ["allocate", str(example / "innmeldinger_helse_nord_2028.xlsx"), "--year", "2028", "--out", str(tmp_path)]
    assert main([*words, "--language", code]) == 0
    ours, theirs = (
        list(csv.reader(io.StringIO((tmp_path / name).read_text("utf-8"), newline="")))
        for name in ("explanations.csv", f"explanations.{code}.csv")
    )
    assert [(one[0], one[1], one[3], one[4]) for one in ours] == [(one[0], one[1], one[3], one[4]) for one in theirs]
    assert not [one for one, other in zip(ours[1:], theirs[1:], strict=True) if one[5] and one[5] == other[5]]
    assert not [other for other in theirs if " ikke " in other[5] or "sykehusplass" in other[5]]
    assert main(["verify", str(tmp_path)]) == 0


def test_a_language_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["explain", "x.json", "d", "--language", "sv"])
    assert left.value.code == 2
