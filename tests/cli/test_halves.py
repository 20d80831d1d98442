"""``alisveien halves``: two units by room, by swap or by the exception with its price; bad input refused by name."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from alisveien.base.shipped import DATA
from alisveien.cli.main import main

NODES = [
    {"id": "T", "cap": 9},
    {"id": "T/a", "parent": "T", "cap": 1},
    {"id": "T/b", "parent": "T", "cap": 1},
    {"id": "U", "cap": 1},
]


def doctors(*held: str) -> list[dict[str, Any]]:
    return [{"id": f"d{number}", "wishes": [{"node": node, "key": [number]}]} for number, node in enumerate(held)]


def run(tmp_path: Path, people: list[dict[str, Any]], asked: Any, *more: str) -> tuple[int, Any]:
    problem, requests, out = tmp_path / "p.json", tmp_path / "a.json", tmp_path / "h.json"
    out.unlink(missing_ok=True)
    problem.write_text(json.dumps({"nodes": NODES, "doctors": people}), "utf-8")
    requests.write_text(json.dumps(asked), "utf-8")
    code = main(["halves", str(problem), str(requests), "--out", str(out), *more])
    return code, json.loads(out.read_text("utf-8")) if out.exists() else None


def asking(**units: list[str]) -> dict[str, Any]:
    return {"asked": [{"doctor": one, "units": pair} for one, pair in units.items()]}


def test_room_swap_and_left_are_told_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = doctors("T/a", "T/b", "T", "U", "U")
    code, made = run(
        tmp_path, people, asking(d0=["T/a", "T/b"], d1=["T/b", "T/a"], d2=["T", "T/b"], d4=["U", "U"], d3=["U", "U"])
    )
    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "• Lege «d3»: «U». Det er plass under takene.",
        "• Lege «d0» og lege «d1» bytter midt i halvåret. Ingen andre flyttes.",
        "• Lege «d2» får ikke to enheter uten at noe annet må vike.",
        "• Lege «d4» får ikke to enheter uten at noe annet må vike.",
    ]
    assert made == {
        "units": {"d0": ["T/a", "T/b"], "d1": ["T/b", "T/a"], "d2": ["T", "T"], "d3": ["U", "U"], "d4": None},
        "split": ["d3"],
        "swapped": [["d0", "d1"]],
        "left": ["d2", "d4"],
        "exception": None,
    }
    schema = json.loads((DATA / "schemas" / "halves.schema.json").read_text("utf-8"))
    assert set(schema["properties"]) == set(made)


def test_the_exception_says_its_price_and_who_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """d0 is ahead and asks for half of what d1 holds; what d1 then holds nobody stronger takes from it in the other."""
    code, made = run(tmp_path, doctors("T/a", "T/b"), asking(d0=["T/a", "T/b"]), "--exception")
    assert code == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "• Lege «d0» får ikke to enheter uten at noe annet må vike.",
        "Unntaket:",
        "• Pris: ingen rekkefølge brytes. Ingen fordeling bryter færre.",
        "    Lege «d0»: fra «T/a» til «T/a», så «T/b».",
        "    Lege «d1»: fra «T/b» til ingen plass.",
    ]
    assert made["left"] == ["d0"]
    assert made["exception"] == {"units": {"d0": ["T/a", "T/b"], "d1": None}, "proven": True, "price": []}
    schema = json.loads((DATA / "schemas" / "halves.schema.json").read_text("utf-8"))
    assert set(schema["properties"]["exception"]["oneOf"][1]["properties"]) == set(made["exception"])


def test_a_broken_order_is_named_and_what_is_not_proven_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = asking(d0=["T/a", "T/b"])
    _code, made = run(tmp_path, doctors("T/a", "T/b"), asked, "--exception", "--seconds", "0")
    said = capsys.readouterr().out
    assert not made["exception"]["proven"]
    assert "Tiden gikk ut" in said
    assert made["exception"]["price"][0] == {"doctor": "d0", "units": ["T/a", "T/b"]}
    assert "Lege «d0» ønsker heller «T/a», så «T/b», og ingen sterkere står i veien." in said


def test_nothing_is_sought_when_nobody_was_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, made = run(tmp_path, doctors("T"), asking(d0=["T/a", "T/b"]), "--exception")
    assert (code, made["exception"]) == (0, None)
    assert "Unntaket" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "asked: her skal det stå et objekt"),
        ({}, "feltet «asked» mangler"),
        ({"asked": {}}, "asked.asked: her skal det stå en liste"),
        ({"asked": [{"doctor": "d0"}]}, "asked[0]: feltet «units» mangler"),
        ({"asked": [{"doctor": "d0", "units": ["T"], "why": ""}]}, "feltet «why» er ikke kjent"),
        (asking(d9=["T", "T"]), "Lege «d9» står ikke i problemet"),
        (asking(d0=["T/a", "Q"]), "Lege «d0» ønsker «Q», som ikke finnes"),
        (asking(d0=["T"]), "asked[0].units: her skal det stå to enheter"),
        (asking(d0=["T", 3]), "asked[0].units: her skal det stå en tekst"),  # type: ignore[list-item]
        ({"asked": [{"doctor": "d0", "units": ["T", "T"]}] * 2}, "Lege «d0» står to ganger"),
    ],
)
def test_bad_requests_are_refused_with_two_and_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: Any, said: str
) -> None:
    assert run(tmp_path, doctors("T"), asked) == (2, None)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["-1", "nan", "x", "99999"])
def test_seconds_must_be_a_sane_number(tmp_path: Path, seconds: str) -> None:
    with pytest.raises(SystemExit) as left:
        run(tmp_path, doctors("T"), asking(), "--seconds", seconds)
    assert left.value.code == 2


def test_without_the_extra_the_exception_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    assert run(tmp_path, doctors("T/a", "T/b"), asking(d0=["T/a", "T/b"]), "--exception") == (2, None)
    assert "pip install alisveien[exception]" in capsys.readouterr().err
