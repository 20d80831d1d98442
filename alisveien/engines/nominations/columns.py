"""The columns of the nomination workbook: what each is called and whether it must be there."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def places_of(headings: Sequence[str]) -> dict[str, int]:
    """Field → position in the row. Columns we do not know are left alone. Raises WrongColumns."""
    known = {folded(column.heading): column.field for column in COLUMNS}
    places: dict[str, int] = {}
    repeated = []
    for place, heading in enumerate(headings):
        field = known.get(folded(heading))
        if field is None:
            continue
        if field in places:
            repeated.append(HEADING[field])
        places[field] = place
    missing = [column.heading for column in COLUMNS if column.required and column.field not in places]
    if missing or repeated:
        raise WrongColumns(missing, repeated)
    return places
