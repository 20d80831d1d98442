"""The columns of the nomination workbook: what each is called, whether it must be there, and where a sheet has it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from alisveien.engines.nominations.wording import folded


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its heading, and whether a workbook without it is refused."""

    field: str
    heading: str
    required: bool = True


WISHES = 5
COLUMNS = (
    Column("hpr_number", "HPR-nummer"),
    Column("first_name", "Fornavn"),
    Column("last_name", "Etternavn"),
    Column("municipality", "Kommunenummer"),
    Column("municipality_name", "Kommune", required=False),
    Column("position", "Stilling"),
    Column("started_on", "Startdato ALIS"),
    Column("percentage", "Stillingsprosent"),
    Column("scheme", "Ordning"),
    Column("converted_on", "Konvertert dato", required=False),
    Column("group", "Veiledningsgruppe"),
    Column("courses", "Fullførte kurs"),
    Column("goals_percent", "Godkjente læringsmål (%)"),
    Column("own_post_on", "Fast hjemmel eller stilling fra", required=False),
    Column("locum_on", "Vikariat fra", required=False),
    Column("trust", "Helseforetak"),
    Column("wish_1", "Ønske 1"),
    *(Column(f"wish_{number}", f"Ønske {number}", required=False) for number in range(2, WISHES + 1)),
    Column("earliest_on", "Tidligst fra"),
    Column("latest_on", "Senest fra"),
    Column("can_be_split", "Kan deles 3 + 3", required=False),
    Column("leave_from", "Permisjon fra", required=False),
    Column("leave_to", "Permisjon til", required=False),
    Column("priority", "Kommunens prioritet", required=False),
    Column("nominated_on", "Meldt inn dato"),
    Column("leader_email", "Leders e-post", required=False),
    Column("doctor_email", "Legens e-post", required=False),
)
HEADING = {column.field: column.heading for column in COLUMNS}


class WrongColumns(ValueError):
    """The sheet is not a nomination list. ``missing`` and ``repeated`` are headings."""

    def __init__(self, missing: Sequence[str], repeated: Sequence[str]) -> None:
        super().__init__(f"missing {list(missing)}, repeated {list(repeated)}")
        self.missing = tuple(missing)
        self.repeated = tuple(repeated)


Renamed = Mapping[str, str]
"""Field → the heading a sheet has it under, for columns that are not called what ours are; empty: not to be read."""


def places_of(headings: Sequence[str], mapping: Renamed | None = None) -> dict[str, int]:
    """Field → position in the row. Columns we do not know are left alone. Raises WrongColumns.

    ``mapping`` goes before our own headings; what it says of headings the sheet has not, or of fields there are none
    of, is left out.
    """
    places, repeated = _found(headings, mapping or {})
    missing = [column.heading for column in COLUMNS if column.required and column.field not in places]
    if missing or repeated:
        raise WrongColumns(missing, repeated)
    return places


def used_mapping(headings: Sequence[str], mapping: Renamed) -> dict[str, str]:
    """The part of a mapping that says something new of a sheet with these headings."""
    here = {_plain(heading) for heading in headings} - {""}
    own = {field: _plain(heading) for field, heading in HEADING.items()}
    return {
        field: heading
        for field, heading in mapping.items()
        if field in own
        and _plain(heading) != own[field]
        and (_plain(heading) in here if heading else own[field] in here)
    }


def recognised(headings: Sequence[str], mapping: Renamed | None = None) -> dict[str, int]:
    """As `places_of`, for a sheet that need not have all it must: what can be placed so far."""
    return _found(headings, mapping or {})[0]


def near_matches(headings: Sequence[str]) -> dict[str, str]:
    """Field → the unknown heading it may be meant by, for fields no heading is called after. Never more than a hint.

    A heading is offered for one field, the one it is most like.
    """
    found = recognised(headings)
    free = {_plain(heading): heading for place, heading in enumerate(headings) if place not in found.values()}
    free.pop("", None)
    hints: dict[str, str] = {}
    for column in COLUMNS:
        if column.field in found:
            continue
        meant = _meant(column, list(free))
        if meant:
            hints[column.field] = free.pop(meant)
    return hints


def _meant(column: Column, free: list[str]) -> str:
    """The heading that is one of the other names of a column, else the one most like its own name; empty when none."""
    for name in OTHER_NAMES.get(column.field, ()):
        if name in free:
            return name
    return next(iter(get_close_matches(_plain(column.heading), free, n=1, cutoff=0.8)), "")


def _found(headings: Sequence[str], mapping: Renamed) -> tuple[dict[str, int], list[str]]:
    """Field → position, and the headings of the fields that stand more than once."""
    used = used_mapping(headings, mapping)
    known = {_plain(column.heading): column.field for column in COLUMNS if column.field not in used}
    known |= {_plain(heading): field for field, heading in used.items() if heading}
    places: dict[str, int] = {}
    repeated = []
    for place, heading in enumerate(headings):
        field = known.get(_plain(heading))
        if field is None:
            continue
        if field in places:
            repeated.append(HEADING[field])
        places[field] = place
    return places, repeated


def _plain(heading: str) -> str:
    """A heading as it is compared: the star that marks a required column in the template does not count."""
    return folded(heading.rstrip("* "))


def _numbered(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {f"wish_{number}": tuple(name.format(number) for name in names) for number in range(1, WISHES + 1)}


OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "hpr_number": ("hpr", "hpr-nr", "hpr-nr.", "hpr nr", "hpr nr.", "hprnr", "hprnummer", "hpr nummer"),
    "first_name": ("for- og mellomnavn", "fornamn"),
    "last_name": ("etternamn", "slektsnavn"),
    "municipality": ("kommunenr", "kommunenr.", "kommune nr", "kommune nr.", "knr"),
    "municipality_name": ("kommunenavn", "arbeidsgiver", "arbeidskommune"),
    "position": ("type stilling", "stillingstype"),
    "started_on": ("alis fra", "startdato", "start alis", "alis-start", "oppstart alis", "startet alis"),
    "percentage": ("stilling %", "stilling (%)", "stillings%", "prosent"),
    "scheme": ("spesialistordning", "utdanningsordning"),
    "converted_on": ("konvertert", "konverteringsdato"),
    "group": ("gruppeveiledning", "veil.gruppe", "veiledning"),
    "courses": ("kurs", "antall kurs"),
    "goals_percent": ("læringsmål", "læringsmål %", "læringsmål (%)", "godkjente læringsmål"),
    "own_post_on": ("fast hjemmel fra", "hjemmel fra", "fast stilling fra"),
    "locum_on": ("vikar fra",),
    "trust": ("hf", "sykehusforetak", "foretak"),
    **_numbered(("{}. ønske", "{}.ønske", "prioritet {}", "prioritert ønske {}", "hospiteringsønske {}")),
    "earliest_on": ("tidligst", "tidligste start", "tidligste oppstart"),
    "latest_on": ("senest", "seneste start", "seneste oppstart"),
    "can_be_split": ("kan deles", "deles 3+3", "kan deles 3+3"),
    "leave_from": ("permisjon fom",),
    "leave_to": ("permisjon tom",),
    "priority": ("prioritet", "kommunens rekkefølge"),
    "nominated_on": ("innmeldt", "innmeldt dato", "meldt inn", "dato innmeldt"),
    "leader_email": ("e-post leder", "epost leder", "leders epost"),
    "doctor_email": ("e-post", "epost", "e-post lege", "epost lege", "legens epost"),
}
"""Field → what else such a column is called, lower case. Suggested to the person, never used unasked."""
