"""The figures of the reports come out of the data: S2's of 21 March 2022 and S1's of 31 December 2023."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed
from alisveien.establishments import queries
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.pages.counts import counts_of
from alisveien.establishments.services.demonstration import load_demonstration
from tests.roles import ADVISER, actor_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY, S2_DAY, S1_DAY = date(2026, 11, 22), date(2022, 3, 21), date(2023, 12, 31)


@pytest.fixture(autouse=True)
def _loaded(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_institutions", verbosity=0)


def test_the_north_had_38_registered_and_14_temporary_which_is_52_of_80_and_65_per_cent() -> None:
    standings = queries.standings_for(VISITOR, S2_DAY, TODAY)
    counts = counts_of(standings, Speciality.ALM, S2_DAY)
    north = next(one for one in counts.offices if one.label == "Nord")
    assert (north.registered, north.temporary, north.counting, north.others) == (38, 14, 52, 28)
    assert (north.total, north.share) == (80, "65 %")
    south = next(one for one in counts.offices if one.label == "Sør")
    assert (south.unknown, south.share) == (south.total, "–"), "nothing known is not nothing"
    assert [part.tone for part in north.parts] == ["m6", "m5", "m4", "m2", "m0"]


def test_the_28_others_are_partly_unknown_and_partly_have_a_reason_the_office_sees() -> None:
    adviser, day = actor_as(ADVISER), date(2022, 6, 1)
    others = [
        one
        for one in queries.standings_for(adviser, day, TODAY)
        if one.speciality == Speciality.ALM and one.place.kind == "municipality" and not one.counts
    ]
    north = [one for one in others if one.place.municipality.office.code == "nord"]
    assert len(north) == 28
    assert {one.state for one in north} == {State.APPLIED, State.NOT_APPLIED, State.UNKNOWN}
    assert {one.reason for one in north} == {
        "",
        "mangler spesialist som kan veilede",
        "drives hovedsakelig med vikarer",
    }
    assert not any(one.reason for one in queries.standings_for(VISITOR, day, TODAY))


def test_every_row_of_the_north_is_marked_and_no_row_of_oslo() -> None:
    marked = Registration.objects.filter(is_synthetic=True)
    assert set(marked.values_list("place__municipality__office__code", flat=True)) == {"nord"}
    assert not Registration.objects.filter(is_synthetic=False, place__municipality__office__code="nord").exists()


def test_of_the_state_bodies_only_the_ministry_was_registered_and_oslo_was_temporary() -> None:
    standings = [one for one in queries.standings_for(VISITOR, S1_DAY, TODAY) if one.speciality == Speciality.SAM]
    bodies = {one.place.name: one for one in standings if one.place.kind == "state_body"}
    assert len(bodies) == 6
    registered = [name for name, one in bodies.items() if one.state == State.REGISTERED]
    assert registered == ["Helse- og omsorgsdepartementet"]
    assert bodies[registered[0]].counting.from_on == date(2020, 6, 26)
    assert bodies["Folkehelseinstituttet"].state == State.TEMPORARY
    oslo = next(one for one in standings if one.place.code == "0301")
    assert (oslo.state, oslo.counting.from_on) == (State.TEMPORARY, date(2019, 3, 1))
    counts = counts_of(standings, Speciality.SAM, S1_DAY)
    assert (counts.bodies[0].registered, counts.bodies[0].total) == (1, 6)


def test_loading_twice_changes_nothing_and_only_a_demonstration_is_loaded(settings: Any) -> None:
    assert load_demonstration() == 0
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        load_demonstration()
    with pytest.raises(CommandError):
        call_command("load_institutions")
