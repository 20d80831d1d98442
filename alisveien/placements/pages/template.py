"""The template of the nomination workbook, with code lists: blank, or filled in with what stands."""

from collections.abc import Iterable, Sequence
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.registers import Text
from alisveien.engines.calendar.half_year import half_years_of
from alisveien.engines.nominations.columns import COLUMNS, Column
from alisveien.engines.nominations.nomination import (
    GROUP_WORDS,
    POSITION_WORDS,
    SCHEME_WORDS,
    YES_NO_WORDS,
    Cell,
)
from alisveien.engines.nominations.register import Register
from alisveien.engines.nominations.wishes import ANYWHERE, WHOLE_HOSPITAL
from alisveien.placements.telling.columns import note_on
from alisveien.workbench.blank import CodeList, Field, blank_workbook
from alisveien.workbench.sheets import Guide

POSITIONS, SCHEMES, GROUPS = gettext_lazy("Stillinger"), gettext_lazy("Ordninger"), gettext_lazy("Veiledningsgrupper")
YES_NO, TRUSTS, WISHES = gettext_lazy("Ja eller nei"), gettext_lazy("Helseforetak"), gettext_lazy("Ønsker")
MUNICIPALITIES, HALF_YEARS = gettext_lazy("Kommuner"), gettext_lazy("Halvår")
CHOICES = {
    "position": POSITIONS,
    "scheme": SCHEMES,
    "group": GROUPS,
    "can_be_split": YES_NO,
    "trust": TRUSTS,
    "municipality": MUNICIPALITIES,
    **{f"wish_{number}": WISHES for number in range(1, 6)},
}
BOUNDS = {"percentage": (1, 100), "courses": (0, 99), "goals_percent": (0, 100), "priority": (1, 999)}


def template_file(register: Register, authority: str, year: int, rows: Iterable[Sequence[Cell]] = ()) -> bytes:
    """The workbook for the municipalities and trusts of a regional authority (its name) in the round of a year."""
    refusal = _("Velg eller skriv en verdi fra lista. Se arkene bak, eller arket «Slik gjør du».")
    fields = [_field(column) for column in COLUMNS]
    return blank_workbook(_("Innmeldinger"), fields, _lists(register, authority, year), _guide(year), refusal, rows)


def _field(column: Column) -> Field:
    name = column.field
    return Field(
        column.heading,
        note_on(name),
        column.required,
        _kind(name),
        str(CHOICES.get(name, "")),
        strict=not name.startswith("wish_"),
        between=BOUNDS.get(name),
    )


def _kind(name: str) -> Literal["text", "date", "number"]:
    if name.endswith("_on") or name.startswith("leave_"):
        return "date"
    return "number" if name in BOUNDS else "text"


def _lists(register: Register, authority: str, year: int) -> list[CodeList]:
    homes = [one for one in register.municipalities.values() if one.authority == authority]
    trusts = [one for one in register.trusts.values() if one.authority == authority]
    return [
        CodeList(
            str(WISHES), (_("Ønske, slik det skrives"),), tuple((one,) for one in _wishes(register, authority, year))
        ),
        CodeList(str(TRUSTS), (_("Helseforetak"),), tuple((one.name,) for one in trusts)),
        CodeList(
            str(MUNICIPALITIES),
            (_("Kommunenummer"), _("Kommune"), _("Helseforetaket den hører til")),
            tuple((one.number, one.name, register.trusts[one.trust].name) for one in homes),
        ),
        _words(POSITIONS, POSITION_WORDS),
        _words(SCHEMES, SCHEME_WORDS),
        _words(GROUPS, GROUP_WORDS),
        _words(YES_NO, YES_NO_WORDS),
        CodeList(
            str(HALF_YEARS),
            (_("Halvår"), _("Begynner")),
            tuple((half.label, half.starts_on.strftime("%d.%m.%Y")) for half in half_years_of(year)),
        ),
    ]


def _words(title: Text, words: Iterable[str]) -> CodeList:
    return CodeList(str(title), (str(title),), tuple((word,) for word in words))


def _wishes(register: Register, authority: str, year: int) -> list[str]:
    """Every wish that can be made in the region: departments, whole hospitals, anywhere in a trust."""
    places = []
    for trust in register.trusts.values():
        if trust.authority != authority:
            continue
        for hospital in register.hospitals.values():
            if hospital.trust == trust.number:
                kinds = sorted(register.kinds.get(hospital.id, ()))
                places += [f"{hospital.name} – {kind}" for kind in (*kinds, WHOLE_HOSPITAL)]
        places.append(f"{trust.name} – {ANYWHERE}")
    return [f"{place} – {half.label}" for place in places for half in half_years_of(year)]


def _guide(year: int) -> Guide:
    return Guide(
        _("Slik gjør du"),
        (
            _("Slik melder du inn leger for {year}").format(year=year),
            _("1. Skriv én lege i hver rad på arket «Innmeldinger». La overskriftene i første rad stå."),
            _("2. Kolonner med stjerne må fylles ut. Hold pekeren over en overskrift for å se hva som skal stå der."),
            _("3. Velg fra lista der cellen har en. Alle verdiene står på arkene bak dette."),
            _("4. Skriv datoer som dd.mm.åååå. La kommunenummeret være tekst, så nullen foran blir stående."),
            _("5. Et ønske skrives sykehus – avdeling – halvår, slik det står på arket «Ønsker»."),
            _("6. Lagre som Excel-arbeidsbok (.xlsx), og les den inn under «Innlesinger» i Alisveien."),
            _("Før noe lagres, ser du rad for rad hva som blir nytt, endret, uendret eller avvist."),
            _("Skriv ingenting om pasienter, og ikke hvorfor en lege har permisjon."),
        ),
    )
