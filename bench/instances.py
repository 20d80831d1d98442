"""Random instances anyone can make again: lists of five to ten, n/20 hospitals, 0.9 n posts, some hospitals popular."""

import csv
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from alisveien.engines.allocation.problem import Doctor, Node, Problem, Wish, problem_of

SEED = 2028
POSTS = 18
TRUSTS = 20


def places_of(count: int, *, nested: bool) -> list[tuple[str, int, str | None]]:
    """Hospitals with 18 posts for every 20 doctors; nested: under trusts with fewer posts than their hospitals."""
    hospitals = max(1, count // 20)
    if not nested:
        return [(f"h{number}", POSTS, None) for number in range(hospitals)]
    trusts = max(1, hospitals // TRUSTS)
    below = [hospitals // trusts + (number < hospitals % trusts) for number in range(trusts)]
    roots = [(f"t{number}", round(0.85 * POSTS * size), None) for number, size in enumerate(below)]
    return [*roots, *((f"h{number}", POSTS, f"t{number % trusts}") for number in range(hospitals))]


def rows_of(count: int, *, nested: bool) -> Iterator[tuple[str, str, int]]:
    """Doctor, node and key of every wish, in order. Popularity falls as one over the hospital's number and a bit."""
    chance = random.Random(SEED + count)  # noqa: S311  the same for everybody is what is wanted
    names = [name for name, _cap, _parent in places_of(count, nested=nested) if name.startswith("h")]
    weights = list(accumulate(1 / (number + len(names) / 5) for number in range(len(names))))
    for doctor in range(count):
        length = min(chance.randint(5, 10), len(names))
        wished: dict[str, None] = {}
        while len(wished) < length:
            wished.update(dict.fromkeys(chance.choices(names, cum_weights=weights, k=length)))
        for name in list(wished)[:length]:
            yield f"d{doctor}", name, chance.getrandbits(60)


def problem(count: int, *, nested: bool) -> Problem:
    """The instance as a problem."""
    wishes: dict[str, list[Wish]] = {}
    for doctor, node, key in rows_of(count, nested=nested):
        wishes.setdefault(doctor, []).append(Wish(node, (key,)))
    nodes = [Node(name, parent, cap) for name, cap, parent in places_of(count, nested=nested)]
    return problem_of(nodes, [Doctor(name, tuple(listed)) for name, listed in wishes.items()])


def write(folder: Path, count: int, *, nested: bool) -> tuple[Path, Path]:
    """The instance as two CSV files for `alisveien solve`: wishes and places."""
    wishes, places = folder / "wishes.csv", folder / "places.csv"
    with places.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("node", "cap", "parent"))
        writer.writerows((name, cap, parent or "") for name, cap, parent in places_of(count, nested=nested))
    with wishes.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("doctor", "node", "key"))
        writer.writerows(rows_of(count, nested=nested))
    return wishes, places
