"""What the map can show: each figure puts every municipality in one class, and a legend counts the classes."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.places.queries_map import MapRow
from alisveien.public.map.topology import Country
from alisveien.workbench.cells import number

TONES = 6
BAR = 150


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to colour the map by. ``key`` gives the class of a municipality; ``ordered`` says that the classes
    go from little to much and take a ramp, not distinct tones; ``words`` are those classes, with their tones.

    ``counted`` is the name of the statistic behind it, where it is one that is read in; else empty.
    """

    slug: str
    label: Any
    heading: Any
    key: Callable[[MapRow], str]
    ordered: bool
    lead: Any
    words: Callable[[], list[tuple[int, str]]] = list
    counted: str = ""


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A class: its CSS class, words, number of municipalities, and a bar of at most ``BAR`` units."""

    key: str
    tone: str
    label: str
    count: str
    bar: int
    href: str = ""
    mark: str = ""


OFFICE_TONES = {"nord": "o5", "midt": "o2", "vest": "o3", "ost": "o1", "oslo": "o6", "sor": "o4", "": "m1"}
"""The offices keep their tones whatever the day, so that two maps can be compared. No office: the palest."""
PEOPLE = (2_000, 5_000, 10_000, 20_000, 50_000)


def people_class(row: MapRow) -> str:
    """1 (under 2 000) to 6 (50 000 and over)."""
    return str(1 + sum(row.population >= limit for limit in PEOPLE))


def people_words() -> list[tuple[int, str]]:
    """The classes of people, fewest first."""
    between = [f"{number(low)}–{number(high - 1)}" for low, high in pairwise(PEOPLE)]
    words = [_("under %s") % number(PEOPLE[0]), *between, _("%s og over") % number(PEOPLE[-1])]
    return list(enumerate(words, start=1))


def centrality_words() -> list[tuple[int, str]]:
    """The classes of centrality, most central first, with the place each has on the ramp (6 is the darkest)."""
    words = [_("1 mest sentral"), "2", "3", "4", "5", _("6 minst sentral")]
    return [(TONES - at, word) for at, word in enumerate(words)]


FIGURES = (
    Figure(
        "innbyggere",
        gettext_lazy("Innbyggere"),
        gettext_lazy("Innbyggere per kommune"),
        people_class,
        ordered=True,
        lead=gettext_lazy("Antall kommuner i hver gruppe til høyre"),
        words=people_words,
    ),
    Figure(
        "sentralitet",
        gettext_lazy("Sentralitet"),
        gettext_lazy("Sentralitet"),
        lambda row: str(7 - row.centrality),
        ordered=True,
        lead=gettext_lazy("Seks klasser fra SSB, antall kommuner til høyre"),
        words=centrality_words,
    ),
    Figure(
        "foretak",
        gettext_lazy("Helseforetak"),
        gettext_lazy("Helseforetakenes områder"),
        lambda row: row.trust,
        ordered=False,
        lead=gettext_lazy("Tallene står på kartet. Antall kommuner til høyre"),
    ),
    Figure(
        "kontor",
        gettext_lazy("Kontor"),
        gettext_lazy("Kontorenes områder"),
        lambda row: row.office,
        ordered=False,
        lead=gettext_lazy("Antall kommuner til høyre"),
    ),
)


def figure_of(slug: str | None) -> Figure:
    """The figure with a slug; people when there is none of that name."""
    return next((figure for figure in (*FIGURES, *GP_FIGURES) if figure.slug == slug), FIGURES[0])


def _counted(slug: str, label: Any, heading: Any, what: str, limits: Sequence[int], unit: str = "") -> Figure:
    """A statistic of general practice in six classes, by the five ``limits`` between them; 0 is not known."""

    def key(row: MapRow) -> str:
        return "0" if row.counted is None else str(1 + sum(row.counted >= limit for limit in limits))

    def words() -> list[tuple[int, str]]:
        last = 0 if unit else 1  # whole numbers end one below the next class
        between = [_between(low, high - last, unit) for low, high in pairwise(limits)]
        first, end = _("under %s") % f"{limits[0]}{unit}", _("%s og over") % f"{number(limits[-1])}{unit}"
        return [*enumerate([first, *between, end], start=1), (0, _("ikke oppgitt"))]

    lead = gettext_lazy("Fastlegestatistikk fra Helsedirektoratet. Antall kommuner til høyre")
    return Figure(slug, label, heading, key, ordered=True, lead=lead, words=words, counted=what)


def _between(low: int, high: int, unit: str) -> str:
    return f"{number(low)}{unit}" if low == high else f"{number(low)}–{number(high)}{unit}"


GP_FIGURES = (
    _counted(
        "uten-fastlege",
        gettext_lazy("Uten fastlege"),
        gettext_lazy("Andel innbyggere på liste uten fastlege"),
        "without_gp",
        (1, 3, 6, 10, 20),
        " %",
    ),
    _counted(
        "lister-uten-lege",
        gettext_lazy("Lister uten lege"),
        gettext_lazy("Fastlegelister uten fastlege"),
        "vacant_lists",
        (1, 2, 3, 5, 10),
    ),
    _counted(
        "listelengde",
        gettext_lazy("Listelengde"),
        gettext_lazy("Gjennomsnittlig listelengde"),
        "mean_list",
        (700, 850, 1000, 1100, 1200),
    ),
    _counted(
        "fastleger",
        gettext_lazy("Fastleger"),
        gettext_lazy("Fastleger per kommune"),
        "gps",
        (3, 5, 10, 20, 50),
    ),
    _counted(
        "kapasitet",
        gettext_lazy("Ledig kapasitet"),
        gettext_lazy("Kapasitetsindeks, plasser for hver hundre innbyggere"),
        "capacity",
        (95, 100, 105, 110, 120),
    ),
)
"""Offered when the statistic has been read in for some municipality; see `places.queries_map.kinds_counted`."""


def figures_offered(kinds: Iterable[str]) -> tuple[Figure, ...]:
    """The figures one can choose among, when the statistics of some ``kinds`` have been read in."""
    there = set(kinds)
    return (*FIGURES, *(figure for figure in GP_FIGURES if figure.counted in there))


def legend(
    figure: Figure, rows: Sequence[MapRow], land: Country, counted: Sequence[MapRow] | None = None
) -> list[LegendLine]:
    """The classes of a figure in the order they are read. Ordered classes stand even when they are empty.

    ``counted`` are the municipalities, where they are others than the rows that are drawn.
    """
    counts = Counter(figure.key(row) for row in (rows if counted is None else counted))
    if figure.ordered:
        unknown = any(figure.key(row) == "0" for row in rows)
        return [_line(counts, str(at), f"m{at}", word) for at, word in figure.words() if at or unknown]
    of_trusts = figure.slug == "foretak"
    names = {row.trust: row.trust_name for row in rows} if of_trusts else {row.office: row.office_name for row in rows}
    order = _northernmost_first(figure, rows, land)
    tones = distinct_tones(order, land.neighbours({row.number: figure.key(row) for row in rows}))
    tones |= {} if of_trusts else {key: OFFICE_TONES[key] for key in order if key in OFFICE_TONES}
    where = "/helseforetak/" if of_trusts else "/kontor/"
    none = _("ikke i noe område")
    return [
        _line(
            counts,
            key,
            tones[key],
            short_name(names.get(key, "")) or none,
            f"{where}{key}/" if key else "",
            str(at) if of_trusts else "",
        )
        for at, key in enumerate(order, start=1)
    ]


def short_name(name: str) -> str:
    """An office as people say it: «ALIS og SamLIS Nord» is Nord."""
    return name.removeprefix("ALIS og SamLIS ")


def distinct_tones(keys: Iterable[str], neighbours: dict[str, set[str]]) -> dict[str, str]:
    """A tone for each key, so that no two neighbours share one where the tones suffice; else the least used."""
    given: dict[str, str] = {}
    used: Counter[str] = Counter()
    for key in sorted(keys, key=lambda one: -len(neighbours.get(one, ()))):
        taken = {given[other] for other in neighbours.get(key, ()) if other in given}
        free = [tone for tone in (f"o{at}" for at in range(1, TONES + 1)) if tone not in taken]
        given[key] = min(free or ["o1"], key=lambda tone: (used[tone], tone))
        used[given[key]] += 1
    return given


def _northernmost_first(figure: Figure, rows: Iterable[MapRow], land: Country) -> list[str]:
    top: dict[str, list[int]] = {}
    for row in rows:
        if row.number in land.shapes:
            top.setdefault(figure.key(row), []).append(land.shapes[row.number].y)
    return sorted(top, key=lambda key: sum(top[key]) / len(top[key]))


def _line(counts: Counter[str], key: str, tone: str, label: str, href: str = "", mark: str = "") -> LegendLine:
    most = max(counts.values(), default=1)
    bar = max(2, round(counts[key] / most * BAR)) if counts[key] else 0
    return LegendLine(key, tone, label, number(counts[key]), bar, href, mark)
