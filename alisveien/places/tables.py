"""The files of the register that places are made of: what every column may hold, and what binds the rows."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from alisveien.places.checking import (
    Cell,
    Reference,
    Row,
    Table,
    by,
    choice,
    day,
    digits,
    first_filled,
    flag,
    is_day,
    point,
    refers,
    text,
    whole,
)

NAME = text(200)
WORDS = text(2000, required=False)
PEOPLE = whole(0, 9_999_999)
LAT, LON = (57, 82), (0, 35)
TRUSTS = ("HF", "private_contract")
PRECISION = {4: "year", 7: "month", 10: "day"}
"""How exactly a date is known, by the length it is written with: 2020, 2020-08, 2020-08-20."""


def first_day(written: str) -> str:
    """The first day of a year, a month or a day, as a day."""
    return f"{written}-01-01"[:10]


def _authority_is_named(row: Row) -> Cell | None:
    named = bool(row["rhf_org_number"])
    if named != (row["type"] == "RHF"):
        return None
    if named:
        return "rhf_org_number", _("et regionalt helseforetak ligger ikke under et annet. La feltet stå tomt.")
    return "rhf_org_number", _("verdien mangler. Fyll inn nummeret til det regionale helseforetaket.")


def _host_period(row: Row) -> Cell | None:
    start, end = row["host_from"], row["host_to"]
    if row["host_from_precision"] != PRECISION.get(len(start), ""):
        return "host_from_precision", _("passer ikke til host_from: 2020 er year, 2020-08 er month, 2020-08-20 er day.")
    if start and not is_day(first_day(start)):
        return "host_from", _("«{value}» skal skrives som 2020, 2020-08 eller 2020-08-20.").format(value=start)
    if start and end and end <= first_day(start):
        return "host_to", _("«{value}» skal være etter host_from.").format(value=end)
    return None


def _host(row: Row) -> str:
    return ", ".join((row["office_id"], row["host"], first_day(row["host_from"]) if row["host_from"] else ""))


def _office_period(row: Row) -> Cell | None:
    if row["valid_from"] and row["valid_to"] and row["valid_to"] <= row["valid_from"]:
        return "valid_to", _("«{value}» skal være etter valid_from.").format(value=row["valid_to"])
    return None


def _district_lies_somewhere(row: Row) -> Cell | None:
    for column in ("unit_id", "local_hospital_area", "owner_org_number"):
        if row["type"] == "bydel" and not row[column]:
            return column, _("verdien mangler; en bydel har nummer, opptaksområde og eier. Fyll den inn.")
    return None


MUNICIPALITIES = Reference("municipalities", "number")

TABLES: Mapping[str, Table] = {
    "counties": Table({"number": digits(2), "name": NAME}, by("number")),
    "health_trusts": Table(
        {
            "org_number": digits(9),
            "name": NAME,
            "short_name": text(100),
            "type": choice("RHF", *TRUSTS),
            "rhf_org_number": refers("health_trusts", "org_number", where="type", among=("RHF",), required=False),
            "hq_town": text(100, required=False),
        },
        by("org_number"),
        within=_authority_is_named,
    ),
    "hospital_areas": Table(
        {
            "code": text(10),
            "name": NAME,
            "type": choice("local_hospital", "dps"),
            "owner_org_number": refers("health_trusts", "org_number", where="type", among=TRUSTS),
        },
        by("code"),
    ),
    "alis_offices": Table(
        {
            "office_id": text(20),
            "name": NAME,
            "former_name": text(100, required=False),
            "host": text(100),
            "host_number": refers("municipalities", "number", required=False),
            "host_from": text(10, required=False),
            "host_from_precision": choice("year", "month", "day", required=False),
            "host_to": day(required=False),
            "office_town": text(100),
            "coverage_rule": WORDS,
            "agreement_note": WORDS,
            "notice_given": day(required=False),
        },
        _host,
        within=_host_period,
    ),
    "municipalities": Table(
        {
            "number": digits(4),
            "name": NAME,
            "name_unique": text(100),
            "official_name": NAME,
            **{f"name_{tongue}": text(100, required=False) for tongue in ("sme", "smj", "sma", "fkv")},
            "sami_admin_area": flag(),
            "county_number": refers("counties", "number"),
            "number_2020_2023": digits(4),
            "county_number_2020_2023": digits(2),
            "county_name_2020_2023": text(100, required=False),
            "lat": point(*LAT),
            "lon": point(*LON),
            "centrality_class": whole(1, 6),
            "centrality_index": whole(0, 1000),
            "valid_from": day(required=False),
            "org_number": digits(9, required=False),
            "population": PEOPLE,
            "population_date": day(),
        },
        by("number"),
    ),
    "catchment": Table(
        {
            "number": refers("municipalities", "number"),
            "hf_org_number": refers("health_trusts", "org_number", where="type", among=TRUSTS),
            "local_hospital_area": refers("hospital_areas", "code", where="type", among=("local_hospital",)),
            "dps_area": refers("hospital_areas", "code", where="type", among=("dps",), required=False),
            "split": flag(),
            "note": WORDS,
        },
        by("number"),
        covers=MUNICIPALITIES,
    ),
    "office_coverage": Table(
        {
            "number": refers("municipalities", "number"),
            "number_2021": digits(4),
            "office_2021": refers("alis_offices", "office_id", required=False),
            "office_now": refers("alis_offices", "office_id"),
            "certainty": choice("source", "inferred", "uncertain"),
            "note": WORDS,
        },
        by("number"),
        covers=MUNICIPALITIES,
    ),
    "office_history": Table(
        {
            "place_kind": choice("municipality", "state_body", required=False),
            "place": text(120, required=False),
            "office_id": refers("alis_offices", "office_id"),
            "kind": choice("office", "representation", "agreement", "sam"),
            "valid_from": day(),
            "valid_to": day(required=False),
            "note": WORDS,
        },
        by("place", "kind", "valid_from"),
        within=_office_period,
    ),
    "oslo_units": Table(
        {
            "unit_id": text(10, required=False),
            "name": text(100),
            "type": choice("bydel", "etat", "virksomhet"),
            "local_hospital_area": refers(
                "hospital_areas", "code", where="type", among=("local_hospital",), required=False
            ),
            "owner_org_number": refers("health_trusts", "org_number", where="type", among=TRUSTS, required=False),
            "note": WORDS,
        },
        first_filled("unit_id", "name"),
        within=_district_lies_somewhere,
    ),
    "other_organisations": Table(
        {"org_number": digits(9, required=False), "name": text(100), "note": WORDS}, first_filled("org_number", "name")
    ),
    "hospitals": Table(
        {
            "hospital_id": text(40),
            "name": NAME,
            "town": text(100, required=False),
            "municipality_number": refers("municipalities", "number", required=False),
            "owner_org_number": refers("health_trusts", "org_number", where="type", among=TRUSTS),
            "owner_name": text(100, required=False),
            "lat": point(*LAT, required=False),
            "lon": point(*LON, required=False),
            "kind": choice("hospital", "clinic", "dms", "dps", "psychiatric", "rehabilitation"),
            "somatic": flag(),
            "psychiatric": flag(),
            "emergency": choice("yes", "no", "unclear"),
            "emergency_basis": text(40, required=False),
            "hospital_area": refers("hospital_areas", "code", required=False),
            "note": WORDS,
            "belongs_to": refers("hospitals", "hospital_id", required=False),
        },
        by("hospital_id"),
    ),
    "departments_helse_nord": Table(
        {
            "hospital_id": refers("hospitals", "hospital_id"),
            "hospital": text(100),
            "name": text(79),
            "s2_grade": choice("most", "also", "rare", "named", "not in S2"),
            "places_ceiling": whole(0, 999, required=False),
            "source": text(2000),
        },
        by("hospital_id", "name"),
    ),
}
