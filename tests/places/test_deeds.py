"""Deeds on the register: names, numbers, merging, dividing, moving, and taking it all back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.shipped import REGISTER
from alisveien.journal.models import Entry
from alisveien.places import rules
from alisveien.places.models import Belonging, MunicipalityFacts, Naming, Place, RegisterChange, Succession
from alisveien.places.services import deeds, reforms, undoing
from alisveien.places.services.ledger import refusing
from alisveien.places.services.reforms import Part
from alisveien.public.loading import load_register
from tests.places.renaming import close_place, move_place, rename_place
from tests.roles import place_of

pytestmark = pytest.mark.usefixtures("register", "db")
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY, NEW_YEAR, COMING = date(2026, 11, 22), date(2026, 1, 1), date(2028, 1, 1)
NATION = Actor(1, (Grant("national_coordinator", frozenset({"edit_register"}), None),))
Way = Belonging.Kind


def keeper_of(*places: Place) -> Actor:
    return Actor(2, (Grant("adviser", frozenset({"edit_register"}), frozenset(place.pk for place in places)),))


def town(number: str) -> Place:
    return place_of("municipality", number)


def do(deed: Any, by: Actor = NATION, on: date = NEW_YEAR, **more: Any) -> RegisterChange:
    done: RegisterChange = deed(effective_on=on, why="Etter vedtak", by=by, at=AT, **more)
    return done


def standing() -> list[Any]:
    """Every dated row, to be compared before and after a deed and its undoing."""
    return [
        sorted(Naming.objects.values_list("place", "code", "name", "valid_from", "valid_to"), key=str),
        sorted(Belonging.objects.values_list("place", "to", "kind", "valid_from", "valid_to"), key=str),
        sorted(Succession.objects.values_list("former", "later", "on"), key=str),
        sorted(Place.objects.values_list("pk", "code", "name", "parent", "valid_from", "valid_to"), key=str),
    ]


def test_the_permission_has_one_name() -> None:
    assert rules.EDIT_REGISTER == Permission.EDIT_REGISTER


def test_a_new_number_counts_from_its_day_and_not_before() -> None:
    before = Place.objects.get(pk=town("3216").pk).valid_from
    change = do(rename_place, place=town("3216"), name="Vestby", code="3999")
    namings = list(Naming.objects.filter(place__code="3999").values_list("code", "valid_from", "valid_to"))
    assert namings == [
        ("3019", date(2020, 1, 1), date(2024, 1, 1)),
        ("3216", date(2024, 1, 1), NEW_YEAR),
        ("3999", NEW_YEAR, None),
    ]
    assert "3216" in town("3999").search_text
    assert Entry.objects.filter(kind="places.register.changed", about_id=change.pk).exists()
    assert before is not None


def test_a_change_that_is_to_come_is_not_the_present_until_its_night() -> None:
    do(rename_place, place=town("3216"), name="Nye Vestby", code="3216", on=COMING)
    assert town("3216").name == "Vestby"
    asked = ProcrastinateJob.objects.get(task_name="places.turn_to_today")
    assert asked.scheduled_at == datetime(2027, 12, 31, 23, 5, tzinfo=UTC)
    assert undoing.turn_to(TODAY) == 0
    assert undoing.turn_to(COMING) == 1
    assert town("3216").name == "Nye Vestby"


@pytest.mark.parametrize(
    ("name", "code", "on", "reason"),
    [
        ("Vestby", "3216", NEW_YEAR, "alt slik"),
        ("Vestby", "321", NEW_YEAR, "fire sifre"),
        ("Vestby", "3201", NEW_YEAR, "alt i bruk"),
        ("Vestby", "3299", date(2024, 1, 1), "Angre den først"),
        ("Vestby", "3299", date(1899, 1, 1), "mellom 1900 og 2100"),
        ("Haram", "1599", date(2023, 1, 1), "ikke i registeret"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(name: str, code: str, on: date, reason: str) -> None:
    place = town("1580" if name == "Haram" else "3216")
    with pytest.raises(RuleBroken, match=reason):
        do(rename_place, place=place, name=name, code=code, on=on)


def test_an_office_keeps_the_register_of_its_own_region_only() -> None:
    mine = keeper_of(town("3216"))
    do(rename_place, by=mine, place=town("3216"), name="Vestby kommune", code="3216")
    with pytest.raises(NotAllowed):
        do(rename_place, by=mine, place=town("3201"), name="X", code="3201")
    with pytest.raises(NotAllowed):
        do(move_place, by=mine, place=town("3216"), way=Way.OFFICE, to=place_of("office", "sor"))
    with pytest.raises(NotAllowed):
        do(deeds.create_place, by=mine, kind="state_body", code="1", name="Et direktorat", parent=None)
    do(deeds.create_place, by=mine, kind="agency", code="321601", name="Helseetaten", parent=town("3216"))


def test_two_merge_into_a_new_one_and_what_lies_under_follows() -> None:
    do(deeds.create_place, kind="district", code="320101", name="Bydel Nord", parent=town("3201"), on=date(2025, 1, 1))
    before = standing()
    people = sum(MunicipalityFacts.objects.get(place__code=code).population for code in ("3201", "3203"))
    change = do(reforms.merge_municipalities, places=[town("3201"), town("3203")], code="3298", name="Indre Oslofjord")
    new = town("3298")
    assert (new.valid_from, new.municipality.population) == (NEW_YEAR, people)
    assert new.municipality.office.code == "ost"
    assert town("3201").valid_to == NEW_YEAR
    assert Place.objects.get(code="320101").parent == new
    assert set(new.predecessors.values_list("former__code", flat=True)) == {"3201", "3203"}
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert standing()[:3] == before[:3]
    assert not Place.objects.filter(code="3298").exists()
    assert town("3201").valid_to is None


def test_the_one_that_keeps_its_number_goes_on() -> None:
    asker = town("3203")
    do(reforms.merge_municipalities, places=[town("3201"), asker], code="3203", name="Store Asker")
    assert (town("3203").pk, town("3203").name) == (asker.pk, "Store Asker")
    assert list(Succession.objects.filter(later=asker).values_list("former__code", flat=True)) == ["3201"]


def test_one_that_takes_another_in_may_keep_name_and_number() -> None:
    do(reforms.merge_municipalities, places=[town("3201"), town("3203")], code="3203", name="Asker")
    assert Naming.objects.filter(code="3203", valid_to=None).count() == 1
    assert town("3201").valid_to == NEW_YEAR


def test_two_of_which_little_is_known_merge_too() -> None:
    MunicipalityFacts.objects.filter(place__code__in=["3201", "3203"]).delete()
    do(reforms.merge_municipalities, places=[town("3201"), town("3203")], code="3298", name="Indre Oslofjord")
    assert not MunicipalityFacts.objects.filter(place__code="3298").exists()


def test_one_that_is_divided_may_keep_name_and_number() -> None:
    parts = [Part("1508", "Ålesund", 50_000), Part("1598", "Sandøy", 1_200)]
    do(reforms.split_municipality, place=town("1508"), parts=parts)
    assert Naming.objects.filter(code="1508").count() == 1
    assert town("1508").valid_to is None


def test_who_may_take_back_a_deed_that_touched_no_place_and_read_what_was_done() -> None:
    local = keeper_of(town("3201"))
    assert rules.may_undo_change(NATION, [])
    assert not rules.may_undo_change(local, [])
    change = do(deeds.create_place, kind="agency", code="320101", name="Helseetaten", parent=town("3201"))
    assert rules.may_read_change(local, change)
    assert not rules.may_read_change(Actor(3), change)


def test_what_no_rule_foresaw_is_refused_in_words_and_not_as_a_crash() -> None:
    with pytest.raises(RuleBroken, match="strider mot noe"), refusing():
        Place.objects.create(kind=None, code="1", name="Norge")


@pytest.mark.parametrize(
    ("numbers", "on", "code", "reason"),
    [
        (["3201"], NEW_YEAR, "3298", "minst to"),
        (["3201", "1580"], date(2023, 1, 1), "3298", "ikke i registeret dagen før"),
        (["3201", "3203"], NEW_YEAR, "32", "fire sifre"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(numbers: list[str], on: date, code: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        do(reforms.merge_municipalities, places=[town(one) for one in numbers], code=code, name="Ny", on=on)


def test_haram_leaves_alesund_which_goes_on() -> None:
    """The reform of 2024, done again in the future with numbers that are free."""
    alesund = town("1508")
    parts = [Part("1599", "Ålesund", 50_000), Part("1598", "Sandøy", 1_200)]
    change = do(reforms.split_municipality, place=alesund, parts=parts)
    assert town("1599").pk == alesund.pk
    new = town("1598")
    assert (new.municipality.population, new.municipality.trust) == (1_200, alesund.municipality.trust)
    assert list(new.predecessors.values_list("former", flat=True)) == [alesund.pk]
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert town("1508").pk == alesund.pk
    with pytest.raises(RuleBroken, match="alt angret"):
        undoing.undo_change(change=change, by=NATION, at=AT)


def test_one_is_divided_between_two_that_are_there_as_tysfjord_was() -> None:
    gone, narvik, hamaroy = town("1841"), town("1806"), town("1875")
    do(reforms.split_municipality, place=gone, parts=[Part("1806", "Narvik"), Part("1875", "Hamarøy")])
    assert Place.objects.get(pk=gone.pk).valid_to == NEW_YEAR
    assert set(gone.successors.values_list("later", flat=True)) == {narvik.pk, hamaroy.pk}
    assert narvik.valid_to is None


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([Part("1806", "Narvik")], "minst to deler"),
        ([Part("1806", "Narvik"), Part("1897", "Ny")], "folketallet til Ny"),
        ([Part("1806", "Narvik"), Part("97", "Ny", 5)], "fire sifre"),
    ],
)
def test_a_division_that_cannot_be_is_refused(parts: list[Part], reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        do(reforms.split_municipality, place=town("1841"), parts=parts)


def test_only_municipalities_are_merged_and_divided() -> None:
    office, other = place_of("office", "nord"), place_of("office", "midt")
    with pytest.raises(RuleBroken, match="Bare kommuner"):
        do(reforms.merge_municipalities, places=[office, other], code="3298", name="Ny")
    with pytest.raises(RuleBroken, match="ikke i registeret dagen før"):
        do(reforms.split_municipality, place=town("1580"), parts=[Part("1", "A"), Part("2", "B")], on=date(2020, 1, 1))


def test_a_municipality_changes_office_from_a_day() -> None:
    vestby = town("3216")
    change = do(move_place, place=vestby, way=Way.OFFICE, to=place_of("office", "sor"))
    assert MunicipalityFacts.objects.get(place=vestby).office.code == "sor"
    rows = Belonging.objects.filter(place=vestby, kind=Way.OFFICE).values_list("to__code", "valid_from", "valid_to")
    assert list(rows) == [
        ("sor", date(2020, 1, 1), date(2024, 1, 1)),
        ("ost", date(2024, 1, 1), NEW_YEAR),
        ("sor", NEW_YEAR, None),
    ]
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert MunicipalityFacts.objects.get(place=vestby).office.code == "ost"


def test_representation_and_responsibility_for_sam_go_their_own_way() -> None:
    body = place_of("state_body", "983544622")
    do(move_place, place=body, way=Way.SAM, to=place_of("office", "nord"))
    do(move_place, place=body, way=Way.AGREEMENT, to=place_of("office", "nord"), on=COMING)
    do(move_place, place=body, way=Way.AGREEMENT, to=place_of("office", "ost"))
    last = Belonging.objects.get(place=body, kind=Way.AGREEMENT, to__code="ost")
    assert (last.valid_from, last.valid_to) == (NEW_YEAR, COMING)
    do(move_place, place=body, way=Way.SAM, to=None, on=COMING)
    assert not Belonging.objects.filter(place=body, kind=Way.SAM, valid_to=None).exists()


@pytest.mark.parametrize(
    ("way", "to", "on", "reason"),
    [
        (Way.OFFICE, ("office", "ost"), NEW_YEAR, "alt slik"),
        (Way.OFFICE, ("trust", "983974899"), NEW_YEAR, "rådgivingskontor"),
        (Way.OFFICE, None, NEW_YEAR, "Velg hva"),
        (Way.OFFICE, ("office", "nord"), date(2024, 1, 1), "Angre den først"),
        (Way.PARENT, ("office", "nord"), NEW_YEAR, "fylke"),
    ],
)
def test_a_move_that_cannot_be_is_refused(way: str, to: Any, on: date, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        do(move_place, place=town("3216"), way=way, to=place_of(*to) if to else None, on=on)


def test_a_place_moves_only_in_ways_of_its_kind() -> None:
    with pytest.raises(RuleBroken, match="ingen slik tilhørighet"):
        do(move_place, place=place_of("hospital", "unn-tromso"), way=Way.OFFICE, to=place_of("office", "ost"))


def test_a_department_is_made_and_closed_and_undone_in_order() -> None:
    ward = do(
        deeds.create_place,
        kind="department",
        code="unn-tromso/Prøve",
        name="Prøve",
        parent=place_of("hospital", "unn-tromso"),
    )
    place = Place.objects.get(code="unn-tromso/Prøve")
    assert place.department.grade == "named"
    closed = do(close_place, place=place, on=date(2026, 6, 1))
    assert Place.objects.get(pk=place.pk).valid_to == date(2026, 6, 1)
    with pytest.raises(RuleBroken, match="endret siden"):
        undoing.undo_change(change=ward, by=NATION, at=AT)
    undoing.undo_change(change=closed, by=NATION, at=AT)
    undoing.undo_change(change=ward, by=NATION, at=AT)
    assert not Place.objects.filter(pk=place.pk).exists()


def test_closing_takes_away_what_was_to_come_and_undoing_brings_it_back() -> None:
    body = place_of("state_body", "983544622")
    do(rename_place, place=body, name="Helsedirektoratet II", code=body.code, on=COMING)
    before = standing()[:2]
    change = do(close_place, place=body)
    assert Naming.objects.filter(place=body).count() == 1
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert standing()[:2] == before


@pytest.mark.parametrize(
    ("kind", "code", "on", "reason"),
    [
        ("municipality", "3216", NEW_YEAR, "slås sammen eller deles"),
        ("hospital", "unn-tromso", NEW_YEAR, "ligger under"),
        ("county", "32", date(2023, 1, 1), "ikke i registeret"),
        ("county", "30", date(2020, 1, 1), "minst én dag"),
    ],
)
def test_a_place_that_cannot_be_closed_says_why(kind: str, code: str, on: date, reason: str) -> None:
    if (kind, code) == ("county", "32"):
        Naming.objects.filter(kind=kind, code=code).update(valid_from=date(2024, 1, 1))
    with pytest.raises(RuleBroken, match=reason):
        do(close_place, place=place_of(kind, code), on=on)


@pytest.mark.parametrize(
    ("kind", "code", "parent", "reason"),
    [
        ("municipality", "3299", ("county", "32"), "ikke opprettes for hånd"),
        ("district", "x", None, "Velg hva stedet ligger under"),
        ("unit", "12", ("trust", "983974899"), "ni sifre"),
        ("state_body", "983544622", None, "alt i bruk"),
    ],
)
def test_a_place_that_cannot_be_made_says_why(kind: str, code: str, parent: Any, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        do(deeds.create_place, kind=kind, code=code, name="Ny", parent=place_of(*parent) if parent else None)


def test_a_place_in_use_is_not_undone_away() -> None:
    from alisveien.access.models import Holding  # noqa: PLC0415
    from tests.roles import user_as  # noqa: PLC0415

    change = do(deeds.create_place, kind="agency", code="554001", name="Helse", parent=town("5540"))
    user_as("chief_medical_officer", Place.objects.get(code="554001"))
    assert Holding.objects.filter(place__code="554001").exists()
    with pytest.raises(RuleBroken, match="tatt i bruk"):
        undoing.undo_change(change=change, by=NATION, at=AT)
    with pytest.raises(NotAllowed):
        undoing.undo_change(change=change, by=keeper_of(town("3201")), at=AT)


def test_what_was_changed_by_hand_outlives_a_new_reading_of_the_register() -> None:
    do(rename_place, place=town("3216"), name="Nye Vestby", code="3297")
    load_register(REGISTER, on=TODAY)
    assert town("3297").name == "Nye Vestby"
    assert not Place.objects.filter(kind="municipality", code="3216").exists()
