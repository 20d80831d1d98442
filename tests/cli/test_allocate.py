"""The command line from workbook to verdict, on the example that ships, and against tampering."""

import csv
import hashlib
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from alisveien.base.shipped import DATA
from alisveien.cli.main import main
from alisveien.cli.verify import faults_in
from alisveien.workbench.sheets import BadSheet, read_sheet, write_sheet
from tests.engines.lists import HEADINGS, row

FAULTY = DATA / "examples" / "innmeldinger_helse_nord_2028.xlsx"
FAULTLESS = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"
FILES = ("outcome.csv", "explanations.csv", "rejected.xlsx", "certificate.json")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the example with its faults."""
    out = tmp_path_factory.mktemp("run")
    assert main(["allocate", str(FAULTY), "--year", "2028", "--out", str(out)]) == 0
    return out


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_fourteen_faulty_rows_are_refused_with_their_reasons(done: Path) -> None:
    sheet = read_sheet(done / "rejected.xlsx")
    assert sheet.headings[:3] == ("Rad", "Hva er galt", "Hva du kan gjøre")
    assert [cells[0] for _number, cells in sheet.rows] == [5, 9, 13, 17, 21, 25, 29, 33, 37, 41, 45, 49, 53, 57]
    assert all(cells[1] and cells[2] for _number, cells in sheet.rows)


def test_every_imported_nomination_has_one_row_in_order(done: Path) -> None:
    rows = rows_in(done / "outcome.csv")
    numbers = [one["hpr_number"] for one in rows]
    assert len(rows) == 70
    assert numbers == sorted(numbers)
    assert Counter(one["status"] for one in rows) == {"placed": 51, "waiting": 17, "not_eligible": 2}
    for one in rows:
        placed = one["status"] == "placed"
        assert bool(one["period"]) == bool(one["wish_number"]) == placed


def test_the_faultless_example_fills_the_posts_of_the_last_plan(tmp_path: Path) -> None:
    assert main(["allocate", str(FAULTLESS), "--year", "2028", "--out", str(tmp_path)]) == 0
    rows = rows_in(tmp_path / "outcome.csv")
    placed = Counter(one["trust"] for one in rows if one["status"] == "placed")
    assert placed == {"983974899": 18, "983974910": 17, "983974929": 10, "983974880": 9}
    assert [one["hpr_number"] for one in rows if one["status"] == "not_eligible"] == ["9911028", "9911532"]
    with pytest.raises(BadSheet, match="no_rows"):
        read_sheet(tmp_path / "rejected.xlsx")


def test_everyone_who_was_refused_something_is_told_why(done: Path) -> None:
    told = {
        (one["hpr_number"], one["wish_number"])
        for one in rows_in(done / "explanations.csv")
        if one["kind"] == "refused"
    }
    certificate = json.loads((done / "certificate.json").read_text("utf-8"))
    better = {
        (one["hpr_number"], str(wish["number"]))
        for one in certificate["result"]["doctors"]
        for wish in one["wishes"]
        if one["wish_number"] is None or wish["number"] < one["wish_number"]
    }
    assert told == better


def test_a_run_is_the_same_every_time(done: Path, tmp_path: Path) -> None:
    assert main(["allocate", str(FAULTY), "--year", "2028", "--out", str(tmp_path)]) == 0
    for name in ("outcome.csv", "explanations.csv"):
        assert (tmp_path / name).read_bytes() == (done / name).read_bytes()
    ours, theirs = (json.loads((folder / "certificate.json").read_text("utf-8")) for folder in (tmp_path, done))
    assert (ours["input"], ours["result"]) == (theirs["input"], theirs["result"])


def test_verify_is_content_with_what_allocate_wrote(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(done)]) == 0
    assert "Alt stemmer" in capsys.readouterr().out


def leaves(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    if isinstance(value, dict):
        return [leaf for name in value for leaf in leaves(value[name], (*path, name))]
    if isinstance(value, list):
        return [leaf for place, one in enumerate(value) for leaf in leaves(one, (*path, place))]
    return [path]


def changed(value: object, chance: random.Random) -> object:
    """Another value of the same kind, as somebody who cheats would choose it."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    if isinstance(value, str) and value[:4].isdecimal() and value[4:5] == "-":
        return f"{int(value[:4]) - 1}{value[4:]}"
    if isinstance(value, str) and value.isdecimal():
        return str(int(value) + 1).zfill(len(value))
    return f"{value}x" if isinstance(value, str) else chance.choice([1, "x"])


def recompute(certificate: dict[str, dict[str, object]]) -> None:
    """Make every checksum of the certificate right again, as one who has the source can."""
    for name, section in (("input", "input"), ("result", "result")):
        certificate["checksums"][name] = sha(certificate[section])
    certificate["checksums"]["rules"] = sha(certificate["input"]["rules"])


def sha(value: object) -> str:
    return hashlib.sha256(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def test_two_hundred_changes_of_one_field_in_the_certificate_are_all_refused(done: Path) -> None:
    certificate = json.loads((done / "certificate.json").read_text("utf-8"))
    chance = random.Random(2028)  # noqa: S311 (chooses fields to tamper with)
    for path in chance.sample([leaf for leaf in leaves(certificate) if leaf[0] != "checksums"], 200):
        tampered = json.loads(json.dumps(certificate))
        here = tampered
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = changed(here[path[-1]], chance)
        recompute(tampered)
        assert faults_in(done, tampered), path


@pytest.mark.parametrize("name", ["outcome.csv", "explanations.csv"])
def test_a_changed_cell_is_refused_also_with_its_checksum_recomputed(done: Path, tmp_path: Path, name: str) -> None:
    chance = random.Random(28)  # noqa: S311 (chooses cells to tamper with)
    for _time in range(25):
        shutil.copytree(done, tmp_path, dirs_exist_ok=True)
        with (done / name).open(encoding="utf-8", newline="") as file:
            cells = list(csv.reader(file))
        line, column = chance.randrange(len(cells)), chance.randrange(len(cells[0]))
        cells[line][column] += "1"
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(cells)
        certificate = json.loads((done / "certificate.json").read_text("utf-8"))
        certificate["checksums"]["files"][name] = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert faults_in(tmp_path, certificate), (line, column)


def test_a_changed_checksum_and_a_row_too_many_are_refused(done: Path, tmp_path: Path) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "outcome.csv").open("a", encoding="utf-8") as file:
        file.write("9999999,5501,983974899,waiting,,,,\n")
    assert main(["verify", str(tmp_path)]) == 1


def test_all_faults_are_named(done: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "outcome.csv").read_text("utf-8").replace("waiting", "placed")
    (tmp_path / "outcome.csv").write_text(text, "utf-8")
    assert main(["verify", str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("outcome.csv, linje") == 17


@pytest.mark.parametrize("broken", ["{", "[]", '{"format": 1}', '{"a": 1, "a": 2}'])
def test_what_is_no_certificate_is_bad_input(done: Path, tmp_path: Path, broken: str) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    (tmp_path / "certificate.json").write_text(broken)
    assert main(["verify", str(tmp_path)]) == 2
    assert main(["verify", str(tmp_path / "nothing")]) == 2


def test_the_refused_rows_can_be_corrected_and_read_again(done: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(done / "rejected.xlsx")
    headings = [cell.value for cell in book.active[1]]
    book.active.cell(2, headings.index("HPR-nummer") + 1).value = "9911021"
    book.active.delete_rows(3, 20)
    book.save(tmp_path / "mended.xlsx")
    assert main(["allocate", str(tmp_path / "mended.xlsx"), "--year", "2028", "--out", str(tmp_path / "out")]) == 0
    assert [one["hpr_number"] for one in rows_in(tmp_path / "out" / "outcome.csv")] == ["9911021"]


def test_a_file_that_is_no_list_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = {
        "empty.xlsx": b"",
        "text.xlsx": b"hello",
        "old.xlsx": b"\xd0\xcf\x11\xe0" + b"0" * 600,
        "cut.xlsx": FAULTY.read_bytes()[:9000],
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        assert main(["allocate", str(tmp_path / name), "--year", "2028", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in ("tom", "ikke en lesbar", "kryptert"))
    assert not (tmp_path / "out").exists()
    write_sheet(tmp_path / "headings.xlsx", "A", HEADINGS, [])
    write_sheet(tmp_path / "columns.xlsx", "A", ("Navn",), [("Kari",)])
    write_sheet(tmp_path / "none.xlsx", "A", ("",), [])
    for name, word in (
        ("headings.xlsx", "ingen rader"),
        ("columns.xlsx", "mangler"),
        ("none.xlsx", "tomt"),
        ("x.xlsx", "Fant ikke"),
    ):
        assert main(["allocate", str(tmp_path / name), "--year", "2028", "--out", str(tmp_path / "out")]) == 2
        assert word in capsys.readouterr().err


def test_too_many_rows_are_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alisveien.workbench.sheets.MOST_ROWS", 3)
    write_sheet(tmp_path / "many.xlsx", "A", HEADINGS, [row() for _one in range(4)])
    with pytest.raises(BadSheet, match="too_many_rows"):
        read_sheet(tmp_path / "many.xlsx")


def test_a_damaged_sheet_inside_a_good_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(FAULTY) as whole, zipfile.ZipFile(tmp_path / "damaged.xlsx", "w") as part:
        for name in whole.namelist():
            content = whole.read(name)
            part.writestr(name, content[: len(content) // 2] if name.endswith("sheet1.xml") else content)
    with pytest.raises(BadSheet, match="not_a_workbook"):
        read_sheet(tmp_path / "damaged.xlsx")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--rules", "strengest"], "finnes ikke"),
        (["--capacity", "{tmp}/bad.csv"], "kolonn"),
        (["--departments", "{tmp}/nothing.csv"], "Fant ikke"),
        (["--capacity", "{tmp}/negative.csv"], "linje 2"),
    ],
)
def test_wrong_choices_are_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    (tmp_path / "negative.csv").write_text("trust_org_number,year,period,posts\n983974899,2028,P1,-1\n")
    given = [option.format(tmp=tmp_path) for option in options]
    assert main(["allocate", str(FAULTY), "--year", "2028", "--out", str(tmp_path / "o"), *given]) == 2
    assert said in capsys.readouterr().err


def test_own_capacity_draw_rules_and_ceilings_take_effect(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("trust_org_number,year,period,posts\n983974899,2027,P1,1\n983974899,2027,P2,2\n")
    base = ["allocate", str(FAULTLESS), "--year", "2028", "--out", str(tmp_path / "o")]
    assert main([*base, "--capacity", str(tmp_path / "plan.csv"), "--draw", "lodd", "--rules", "nearest-first"]) == 0
    rows = rows_in(tmp_path / "o" / "outcome.csv")
    assert Counter(one["trust"] for one in rows if one["status"] == "placed") == {"983974899": 3}
    data = json.loads((tmp_path / "o" / "certificate.json").read_text("utf-8"))["input"]
    assert (data["draw"], data["rules"]["name"], data["posts"][0]["planned_for"]) == ("lodd", "nearest-first", 2027)
    assert main([*base, "--ceilings"]) == 0
    rows = rows_in(tmp_path / "o" / "outcome.csv")
    assert Counter(one["status"] for one in rows if one["trust"] == "983974899")["placed"] == 17
    assert main(["verify", str(tmp_path / "o")]) == 0


def test_a_year_before_the_plan_is_refused(tmp_path: Path) -> None:
    assert main(["allocate", str(FAULTY), "--year", "2021", "--out", str(tmp_path)]) == 2


def test_a_fresh_process_needs_neither_database_nor_settings(tmp_path: Path) -> None:
    code = (
        "import sys; from alisveien.cli.main import main; "
        f"code = main(['allocate', {str(FAULTY)!r}, '--year', '2028', '--out', {str(tmp_path)!r}]); "
        "from django.conf import settings; "
        "assert not settings.INSTALLED_APPS and 'ENGINE' not in settings.DATABASES.get('default', {}); "
        "sys.exit(code)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert main(["allocate", str(FAULTY), "--year", "2028", "--out", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out").read_text() == "mine"


def test_the_draw_is_committed_to_first_and_drawn_when_the_value_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["allocate", str(FAULTY), "--year", "2028", "--out", str(tmp_path)]
    assert main([*words, "--public-value", "31415"]) == 2
    assert "--commit" in capsys.readouterr().err
    assert main([*words, "--commit"]) == main([*words, "--commit"]) == 0
    commitment = hashlib.sha256((tmp_path / "committed.json").read_bytes()).hexdigest()
    assert f"grunnlag   {commitment}" in capsys.readouterr().out
    assert [one.name for one in tmp_path.iterdir()] == ["committed.json"]
    assert main([*words, "--rules", "nearest-last", "--public-value", "31415"]) == 2
    assert main([*words, "--rules", "nearest-last", "--commit"]) == 2
    assert "annet grunnlag" in capsys.readouterr().err
    assert main([*words, "--public-value", "31415"]) == 0
    certificate = json.loads((tmp_path / "certificate.json").read_text("utf-8"))
    assert certificate["input"]["draw"] == hashlib.sha256(f"{commitment}|31415".encode()).hexdigest()
    assert main(["verify", str(tmp_path)]) == 0
    file = tmp_path / "committed.json"
    assert main(["allocate", str(FAULTY), "--year", "2028", "--out", str(file), "--commit"]) == 2


def test_another_plan_is_laid_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.csv"
    rows = ["trust_org_number,year,period,posts", *(f"983974899,2028,{half},1" for half in ("P1", "P2"))]
    plan.write_text("\n".join(rows) + "\n", "utf-8")
    words = ["allocate", str(FAULTLESS), "--year", "2028", "--out", str(tmp_path / "out"), "--compare", str(plan)]
    assert main(words) == 0
    said = [line.split() for line in capsys.readouterr().out.splitlines()]
    mine = [line for line in said if line[:2] == ["Som", "nå"]]
    other = [line for line in said if line[:2] == ["Annen", "plan"]]
    assert sorted(int(line[2]) for line in mine) == [9, 10, 17, 18]
    assert sorted(int(line[2]) for line in other) == [0, 0, 0, 2]
    assert all(line[-1] == "0" for line in mine)
    assert all(int(line[-1]) > 0 for line in other)
    plan.write_text("x\n", "utf-8")
    assert main(words) == 2
