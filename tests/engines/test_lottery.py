"""The lot is what ``sha256sum`` says, step by step, and depends on what was committed to and on the public value."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.lottery import commitment_of, decided_by_lot, lot_of, seed_of
from alisveien.engines.allocation.problem import Doctor, Node, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.distribution.draw import committed_text, drawn
from alisveien.engines.distribution.run import distribute
from tests.engines.lists import UNN, frozen, nomination

ROOT = Path(__file__).resolve().parents[2]

EYE = "UNN Tromsø – Øye – P1 2028"


def sha256sum(text: str) -> str:
    done = subprocess.run(["/usr/bin/sha256sum"], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode().split()[0]


def test_an_outsider_with_sha256sum_finds_the_same_lots() -> None:
    list_ = frozen([nomination(hpr_number="1000001", wish_1=EYE)], {(UNN, "P1 2028"): 1})
    committed = committed_text(list_, "code")
    commitment = sha256sum(committed)
    seed = sha256sum(f"{commitment}|1234567")
    assert commitment == commitment_of(committed)
    assert seed == seed_of(commitment, "1234567") == drawn(list_, "code", "1234567").draw
    assert sha256sum(f"{seed}|1000001") == lot_of(seed, "1000001")


def test_the_commitment_covers_everything_but_the_draw() -> None:
    list_ = frozen([nomination(hpr_number="1000001", wish_1=EYE)], {(UNN, "P1 2028"): 1})
    assert committed_text(list_, "a") == committed_text(replace(list_, draw="other"), "a")
    assert committed_text(list_, "a") != committed_text(list_, "b")
    assert committed_text(list_, "a") != committed_text(replace(list_, nominations=()), "a")
    assert committed_text(list_, "a") != committed_text(replace(list_, ceilings=True), "a")


def test_another_public_value_draws_others_and_every_doctor_comes_first_about_as_often() -> None:
    people = [nomination(hpr_number=f"100000{number}", wish_1=EYE) for number in range(4)]
    list_ = frozen(people, {(UNN, "P1 2028"): 1})
    wins = dict.fromkeys((one.hpr_number for one in people), 0)
    for value in range(200):
        run = distribute(drawn(list_, "code", str(value)))
        (winner,) = [one for one, position in run.placements.items() if position is not None]
        wins[winner] += 1
    assert sum(wins.values()) == 200
    assert all(30 <= count <= 70 for count in wins.values())


def test_those_decided_by_lot_are_counted_once_each() -> None:
    lots = {one: hashlib.sha256(one.encode()).hexdigest() for one in "abc"}
    nodes = [Node("T", None, 1), Node("U", None, 1)]
    doctors = [Doctor(one, (Wish("T", (0, lot, 1)), Wish("U", (0, lot, 2)))) for one, lot in lots.items()]
    doctors.append(Doctor("z", (Wish("T", (1, "", 1)),)))
    problem = problem_of(nodes, doctors)
    assert decided_by_lot(refusals(problem, solve(problem)), 1) == 2
    assert decided_by_lot(refusals(problem, solve(problem)), 0) == 1


def test_the_example_of_the_page_is_right() -> None:
    page = (ROOT / "docs" / "algorithms" / "lottery.md").read_text("utf-8")
    assert f"{lot_of(sha256sum('x'), '7')}  -" in page
