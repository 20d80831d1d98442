"""``alisveien solve`` and ``alisveien verify PROBLEM OUTCOME``: files to files, bad input refused by name."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alisveien.base.shipped import DATA
from alisveien.cli.main import main
from alisveien.engines.allocation import proof, reasons, written

PROBLEM: dict[str, Any] = {
    "nodes": [{"id": "T", "cap": 2}, {"id": "T/a", "parent": "T", "cap": 1}, {"id": "T/b", "parent": "T"}],
    "doctors": [
        {"id": "d1", "wishes": [{"node": "T/a", "key": [2, "x"]}, {"node": "T", "key": [2, "y"]}]},
        {"id": "d2", "wishes": [{"node": "T/a", "key": [1, "x"]}]},
        {"id": "d3", "wishes": [{"node": "T/b", "key": [3.5, "z"]}]},
    ],
}
OUTCOME = {"placements": {"d1": "T", "d2": "T/a", "d3": None}}


def put(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return path


def changed(change: Callable[[Any], Any], value: Any = PROBLEM) -> Any:
    copy = json.loads(json.dumps(value))
    change(copy)
    return copy


def solved(tmp_path: Path, problem: Any) -> int:
    return main(["solve", str(put(tmp_path / "p.json", problem)), "--out", str(tmp_path / "o.json")])


def verified(tmp_path: Path, outcome: Any, problem: Any = PROBLEM) -> int:
    return main(["verify", str(put(tmp_path / "p.json", problem)), str(put(tmp_path / "o.json", outcome))])


def test_a_problem_is_solved_proven_and_judged_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out, proof_file = put(tmp_path / "p.json", PROBLEM), tmp_path / "o.json", tmp_path / "c.json"
    assert main(["solve", str(problem), "--out", str(out), "--certificate", str(proof_file)]) == 0
    assert json.loads(out.read_text()) == OUTCOME
    assert "2 av 3 leger fikk plass" in capsys.readouterr().out
    assert main(["verify", str(problem), str(out)]) == 0
    assert main(["verify", str(problem), str(out), "--certificate", str(proof_file)]) == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["c.json", "o.json", "p.json"]


@pytest.mark.parametrize(
    ("placements", "said"),
    [
        ({"d1": "T", "d2": "T/a"}, "«d3» mangler"),
        ({"d1": "T", "d2": "T/a", "d3": None, "d4": None}, "«d4» står i utfallet"),
        ({"d1": "T/b", "d2": "T/a", "d3": None}, "«d1» har fått et sted legen ikke ønsker"),
        ({"d1": "T", "d2": "T/a", "d3": "T/b"}, "«T» har 2 plasser, men 3 leger"),
        ({"d1": None, "d2": "T/a", "d3": None}, "«d1» ønsker heller «T», og der er det plass"),
        ({"d1": "T/a", "d2": None, "d3": None}, "«d2» står foran lege «d1» ved «T/a»"),
        ({"d1": None, "d2": "T/a", "d3": "T/b"}, "«d1» står foran lege «d3» ved «T»"),
    ],
)
def test_an_outcome_that_does_not_hold_is_found_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], placements: dict[str, str | None], said: str
) -> None:
    assert verified(tmp_path, {"placements": placements}) == 1
    assert said in capsys.readouterr().out


def test_every_fault_is_named_not_only_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(tmp_path, {"placements": {"d2": None, "d9": "T"}}) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [sum(name in line for line in lines) for name in ("«d1»", "«d2»", "«d3»", "«d9»")] == [3, 1, 2, 1]
    assert lines[-1] == "Kontrollen fant 7 feil."


BAD: dict[str, tuple[Any, str]] = {
    "no object": ([], "et objekt"),
    "no nodes": ({"doctors": []}, "«nodes» mangler"),
    "nodes no list": ({"nodes": {}, "doctors": []}, "problem.nodes: her skal det stå en liste"),
    "field": (changed(lambda one: one["nodes"][0].update(capp=1)), "«capp» er ikke kjent"),
    "no id": (changed(lambda one: one["nodes"][1].pop("id")), "nodes[1]: feltet «id» mangler"),
    "number id": (changed(lambda one: one["nodes"][1].update(id=7)), "nodes[1].id: her skal det stå en tekst"),
    "empty id": (changed(lambda one: one["doctors"][0].update(id="")), "doctors[0].id"),
    "cap kind": (changed(lambda one: one["nodes"][0].update(cap="2")), "nodes[0].cap: her skal det stå et helt tall"),
    "cap float": (changed(lambda one: one["nodes"][0].update(cap=2.5)), "nodes[0].cap"),
    "cap true": (changed(lambda one: one["nodes"][0].update(cap=True)), "nodes[0].cap"),
    "cap negative": (changed(lambda one: one["nodes"][0].update(cap=-1)), "«T»: taket er -1"),
    "node twice": (changed(lambda one: one["nodes"].append({"id": "T"})), "Sted «T» står to ganger"),
    "doctor twice": (changed(lambda one: one["doctors"].append({"id": "d1", "wishes": []})), "Lege «d1» står to"),
    "parent": (changed(lambda one: one["nodes"][1].update(parent="Q")), "stedet over, «Q», finnes ikke"),
    "ring": (changed(lambda one: one["nodes"][0].update(parent="T/a")), "ligger over seg selv"),
    "own parent": (changed(lambda one: one["nodes"][0].update(parent="T")), "«T» ligger over seg selv"),
    "unknown node": (changed(lambda one: one["doctors"][1]["wishes"][0].update(node="Q")), "«d2» ønsker «Q»"),
    "same wish": (changed(lambda one: one["doctors"][0]["wishes"][1].update(node="T/a")), "«T/a» to ganger"),
    "tie": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=[2, "y"])), "lik en nøkkel lege «d1» har"),
    "mixed": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=["1", "x"])), "plass 1 i nøklene"),
    "empty key": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=[])), "doctors[1].wishes[0].key"),
    "key no list": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=3)), "doctors[1].wishes[0].key"),
    "key null": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=[None])), "en liste med minst ett"),
    "NaN": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=[float("nan"), "x"])), "ikke er endelig"),
    "infinite": (changed(lambda one: one["doctors"][1]["wishes"][0].update(key=[float("inf"), "x"])), "«d2»"),
    "surrogate": (changed(lambda one: one["doctors"][0].update(id="\ud800")), "UTF-8"),
    "empty file": ("", "er tom"),
    "no JSON": ("{", "linje 1, tegn 2"),
    "name twice": ('{"nodes": [], "nodes": [], "doctors": []}', "«nodes» står to ganger"),
    "deep": ("[" * 100_000, "for mange nivåer"),
    "digits": ('{"nodes": [{"id": "T", "cap": ' + "9" * 5000 + '}], "doctors": []}', "ikke lesbar JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_problem_is_refused_with_two_and_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    problem, said = BAD[name]
    assert solved(tmp_path, problem) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Noe uventet" not in error
    assert not (tmp_path / "o.json").exists()
    assert verified(tmp_path, OUTCOME, problem) == 2


@pytest.mark.parametrize("outcome", [[], {}, {"placements": []}, {"placements": {"d1": 3}}, {**OUTCOME, "x": 1}, "{"])
def test_what_is_no_outcome_is_refused_with_two(tmp_path: Path, outcome: Any) -> None:
    assert verified(tmp_path, outcome) == 2


def test_every_better_wish_is_explained_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, out, why = put(tmp_path / "p.json", PROBLEM), tmp_path / "o.json", tmp_path / "e.json"
    words = ["solve", str(problem), "--out", str(out), "--explanations", str(why)]
    assert main(words) == 0
    found = json.loads(why.read_text("utf-8"))["explanations"]
    assert set(found) == {"d1", "d3"}
    (reason,) = found["d1"]
    assert (reason["wish"], reason["code"], reason["node"], reason["cap"]) == ("T/a", "outranked", "T/a", 1)
    assert (reason["own_key"], reason["cut_off"], reason["criterion"]) == ([2, "x"], [1, "x"], 0)
    assert reason["holders"] == ["d2"]
    assert reason["helps"] == [{"code": "posts", "criterion": None, "value": None, "node": "T/a", "more": 1}]
    schema = json.loads((DATA / "schemas" / "explanations.schema.json").read_text("utf-8"))
    fields = schema["properties"]["explanations"]["additionalProperties"]["items"]["properties"]
    assert set(fields) == set(reason)
    assert set(fields["helps"]["items"]["properties"]) == set(reason["helps"][0])
    monkeypatch.setattr(reasons, "HELPS_UP_TO", 2)
    assert main(words) == 0
    assert json.loads(why.read_text("utf-8"))["explanations"]["d1"][0]["helps"] is None


def test_an_empty_problem_has_an_empty_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert solved(tmp_path, {"nodes": [], "doctors": []}) == 0
    assert "ingen leger" in capsys.readouterr().out
    assert json.loads((tmp_path / "o.json").read_text()) == {"placements": {}}
    assert verified(tmp_path, {"placements": {}}, {"nodes": [], "doctors": []}) == 0


def test_files_that_are_not_there_or_cannot_be_used_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = put(tmp_path / "p.json", PROBLEM)
    for words, said in (
        ([tmp_path / "q.json", "--out", tmp_path / "o.json"], "Fant ikke"),
        ([tmp_path, "--out", tmp_path / "o.json"], "er en mappe"),
        ([problem, "--out", tmp_path / "no" / "o.json"], "finnes ikke. Lag den først"),
        ([problem, "--out", problem], "hver sin fil"),
        ([problem, "--out", tmp_path], "er en mappe"),
    ):
        assert main(["solve", *map(str, words)]) == 2
        assert said in capsys.readouterr().err
    assert main(["verify", str(problem)]) == 2
    assert json.loads(problem.read_text()) == PROBLEM


WISHES = "doctor,node,key_1,text_2\nd1,T/a,2,x\nd1,T,2,y\nd2,T/a,1,x\nd3,T/b,3.5,z\n"
NODES = "node,cap,parent\nT,2,\nT/a,1,T\nT/b,,T\n"


def csv_files(tmp_path: Path, wishes: str = WISHES, nodes: str = NODES) -> list[str]:
    return [str(put(tmp_path / "w.csv", wishes)), "--nodes", str(put(tmp_path / "n.csv", nodes))]


def test_wishes_in_csv_give_the_same_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes, *nodes = csv_files(tmp_path)
    out = tmp_path / "o.csv"
    assert main(["solve", wishes, *nodes, "--out", str(out)]) == 0
    assert list(csv.reader(out.read_text("utf-8").splitlines())) == [
        ["doctor", "node"],
        ["d1", "T"],
        ["d2", "T/a"],
        ["d3", ""],
    ]
    assert main(["verify", wishes, str(out), *nodes]) == 0
    capsys.readouterr()
    put(out, "doctor,node\nd1,T/a\nd9,T\nd3,T/a\n")
    assert main(["verify", wishes, str(out), *nodes]) == 1
    said = capsys.readouterr().out
    assert all(words in said for words in ("«d9» står i utfallet", "«d3» har fått", "«d2» mangler", "fant 5 feil"))


@pytest.mark.parametrize(
    ("wishes", "nodes", "said"),
    [
        ("", NODES, "doctor,node,key"),
        ("doctor,node\n", NODES, "doctor,node,key"),
        ("doctor,node,other\n", NODES, "doctor,node,key"),
        (WISHES + "d4,T\n", NODES, "wishes:6: raden må ha 4 felter"),
        (WISHES + "d4,T,one,x\n", NODES, "wishes:6: her skal det stå et tall"),
        (WISHES + "d4,T,nan,x\n", NODES, "wishes:6: her skal det stå et tall"),
        (WISHES + ",T,1,x\n", NODES, "wishes:6: her skal det stå en tekst"),
        (WISHES + "d4,Q,1,x\n", NODES, "«d4» ønsker «Q»"),
        (WISHES + "d4,T,1,z\nd4,T,2,z\n", NODES, "«d4» ønsker «T» to ganger"),
        (WISHES + "d1,T/b,1,z\n", NODES, "«d1» står to ganger"),
        (WISHES + "d4,T,2,y\n", NODES, "Lege «d4», ønske «T»: nøkkelen er lik en nøkkel lege «d1»"),
        (WISHES + 'd4,T,"2,y\n', NODES, "ikke en lesbar CSV-fil"),
        (WISHES, "node,cap\n", "node,cap,parent"),
        (WISHES, NODES + "T/c,x,T\n", "nodes:5: her skal det stå et helt tall"),
        (WISHES, NODES + "T/c,1\n", "nodes:5: raden må ha 3 felter"),
        (WISHES, NODES + ",1,T\n", "nodes:5: her skal det stå en tekst"),
        (WISHES, NODES + "T/c,-1,T\n", "taket er -1"),
    ],
)
def test_bad_csv_is_refused_by_line_or_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wishes: str, nodes: str, said: str
) -> None:
    assert main(["solve", *csv_files(tmp_path, wishes, nodes), "--out", str(tmp_path / "o.csv")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("outcome", ["", "a,b\n", "doctor,node\nd1\n", "doctor,node\nd1,T\nd1,T\n"])
def test_what_is_no_outcome_in_csv_is_refused(tmp_path: Path, outcome: str) -> None:
    wishes, *nodes = csv_files(tmp_path)
    assert main(["verify", wishes, str(put(tmp_path / "o.csv", outcome)), *nodes]) == 2


def test_csv_needs_its_places_and_has_no_certificate(tmp_path: Path) -> None:
    wishes, *nodes = csv_files(tmp_path)
    out = put(tmp_path / "o.csv", "doctor,node\n")
    assert main(["solve", wishes, "--out", str(out)]) == 2
    assert main(["solve", wishes, *nodes, "--out", str(out), "--certificate", str(tmp_path / "c.json")]) == 2
    assert main(["verify", wishes, str(out), *nodes, "--certificate", str(tmp_path / "c.json")]) == 2
    (tmp_path / "w.csv").write_bytes(b"\xff\xfe")
    assert main(["solve", wishes, *nodes, "--out", str(out)]) == 2


@pytest.mark.parametrize("bytes_", [b"\xff\xfe\x00", b"\xc3("])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, bytes_: bytes) -> None:
    (tmp_path / "p.json").write_bytes(bytes_)
    assert main(["solve", str(tmp_path / "p.json"), "--out", str(tmp_path / "o.json")]) == 2


def test_the_schemas_name_the_fields_that_are_read() -> None:
    problem, outcome, certificate = (
        json.loads((DATA / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        for name in ("problem", "outcome", "certificate")
    )
    assert set(problem["properties"]) == set(PROBLEM)
    assert set(outcome["properties"]) == set(OUTCOME)
    read = written.problem_from(PROBLEM)
    made = proof.proof_of(read, written.placements_from(read, OUTCOME))
    assert set(certificate["properties"]) == set(made)
    for section in ("nodes", "held"):
        assert set(certificate["properties"][section]["items"]["properties"]) == set(made[section][0])


def test_the_example_that_ships_is_solved_and_judged_good(tmp_path: Path) -> None:
    example, out = str(DATA / "examples" / "problem.json"), str(tmp_path / "o.json")
    assert main(["solve", example, "--out", out]) == 0
    assert main(["verify", example, out]) == 0


def test_what_happened_afterwards_is_replayed_to_a_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    happened = [
        {"kind": "accepted", "doctor": "d1"},
        {"kind": "withdrawn", "doctor": "d2"},
        {"kind": "posts_changed", "node": "T", "cap": 1},
        {"kind": "nominated", "doctor": {"id": "d4", "wishes": [{"node": "T", "key": [0, "a"]}]}},
        {"kind": "deferred", "doctor": "d1", "nodes": ["T/a"]},
        {"kind": "declined", "doctor": "d4"},
        {"kind": "mid_period", "node": "M", "cap": 1, "willing": [{"doctor": "d3", "key": [1]}], "waived": ["notice"]},
    ]
    problem, events = put(tmp_path / "p.json", PROBLEM), put(tmp_path / "e.json", {"events": happened})
    out = tmp_path / "s.json"
    assert main(["replay", str(problem), str(events), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "2. trukket: 2 flyttet" in said
    assert "Lege «d3»: fra ingen plass til «T/b», fordi det ble plass ved «T» etter «d2»." in said
    assert "fordi «T» fikk færre plasser" in said
    assert "plassen ved" not in said
    state = json.loads(out.read_text("utf-8"))
    assert state["placements"] == {"d1": "T/a", "d3": "M", "d4": None}
    assert [step["event"] for step in state["steps"]] == happened
    assert state["steps"][-1]["mark"] == state["mark"]
    put(events, {"events": []})
    assert main(["replay", str(problem), str(events), "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["placements"] == OUTCOME["placements"]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([{"kind": "withdrawn", "doctor": "d9"}], "hendelse 1: Lege «d9» står ikke på lista."),
        ([{"kind": "posts_changed", "node": "T", "cap": -1}], "hendelse 1: Sted «T»: taket er -1"),
        ([{"kind": "gone"}], "events[0].kind"),
        ({}, "en liste"),
    ],
)
def test_an_event_that_cannot_happen_is_refused_by_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], events: Any, said: str
) -> None:
    problem, file = put(tmp_path / "p.json", PROBLEM), put(tmp_path / "e.json", {"events": events})
    assert main(["replay", str(problem), str(file), "--out", str(tmp_path / "s.json")]) == 2
    assert said in capsys.readouterr().err


def test_a_doctor_is_explained_what_kept_them_and_what_would_help(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    near = {"id": "T", "cap": 1}, {"id": "T/n", "parent": "T"}, {"id": "T/f", "parent": "T"}, {"id": "U", "cap": 0}
    people = [
        {"id": "me", "wishes": [{"node": node, "key": [key]} for node, key in (("U", 1), ("T/f", 7), ("T/n", 2))]},
        {"id": "you", "wishes": [{"node": "T", "key": [5]}]},
    ]
    problem = str(put(tmp_path / "p.json", {"nodes": near, "doctors": people}))
    assert main(["explain", problem, "me"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:2] == ["Plass: «T/n».", "• Ønske «U»: «U» har ingen plasser."]
    assert "den siste er legens egen" in said
    assert "Med 1 plass mer ved «U»" in said
    assert "Med 2 eller sterkere på plass 1" in said
    assert main(["explain", problem, "you"]) == 0
    said = capsys.readouterr().out
    assert "Ingen plass." in said
    assert "«T» har 1 plass, og den gikk til en som står foran på plass 1 i nøkkelen." in said
    assert main(["explain", problem, "she"]) == 2
    crowd = [{"id": f"d{one}", "wishes": [{"node": "T", "key": [one]}]} for one in range(9)]
    assert (
        main(["explain", str(put(tmp_path / "p.json", {"nodes": [{"id": "T", "cap": 1}], "doctors": crowd})), "d8"])
        == 0
    )
    assert "Ingen enkelt endring" in capsys.readouterr().out


def test_empty_posts_are_shown_with_who_could_reach_them_and_the_price(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes = [{"id": "T", "cap": 1}, {"id": "U", "cap": 2}, {"id": "U/a", "parent": "U", "cap": 1}]
    people = [
        {"id": "a", "wishes": [{"node": "T", "key": [0]}, {"node": "U/a", "key": [0]}]},
        {"id": "b", "wishes": [{"node": "T", "key": [1]}]},
        {"id": "c", "wishes": []},
    ]
    problem = put(tmp_path / "p.json", {"nodes": nodes, "doctors": people})
    out = tmp_path / "f.json"
    assert main(["vacancies", str(problem), "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "• «U» har 2 tomme plasser. Har ikke ønsket seg dit: b, c.",
        "Flest mulig plasser ville gitt plass også til b.",
        "Prisen: 1 får et svakere ønske, og rekkefølgen brytes slik:",
        "    Lege «a» står foran lege «b» ved «T», men fikk ikke plassen.",
    ]
    assert json.loads(out.read_text("utf-8")) == {"placements": {"a": "U/a", "b": "T", "c": None}}
    people[0]["wishes"] = [{"node": "U/a", "key": [0]}]
    people[1]["wishes"] = [{"node": "U/a", "key": [1]}]
    assert main(["vacancies", str(put(problem, {"nodes": nodes, "doctors": people}))]) == 0
    said = capsys.readouterr().out
    assert "«U» har 1 tom plass. Med et ønske om hvor som helst der: b. Har ikke ønsket seg dit: c." in said
    assert "Ingen fordeling etter ønskene slik de står" in said
    assert main(["vacancies", str(put(problem, {"nodes": nodes[:1], "doctors": people[:0]}))]) == 0
    assert main(["vacancies", str(put(problem, {"nodes": [], "doctors": []}))]) == 0
    assert "Ingen plasser står tomme." in capsys.readouterr().out
