"""The demonstration's rounds stand at different steps, moved by the trusts' own people, and keep what is done."""

import pytest
from django.core.management import call_command

from alisveien.people.models import Doctor, Supervision
from alisveien.placements.models import Round
from tests.placements.loading import EXAMPLE, WITHOUT_FAULTS, load

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(Round.objects.values_list("trust__short_name", "state"))


def test_the_rounds_are_brought_along_by_the_trusts_own_people(demonstration: None) -> None:
    call_command("load_demo_accounts", verbosity=0)
    load(EXAMPLE)
    assert states() == {
        "UNN": "drafted",
        "Finnmarkssykehuset": "drafted",
        "Nordlandssykehuset": "judged",
        "Helgelandssykehuset": "released",
    }
    done = Round.objects.get(state="released")
    assert done.frozen_by != done.released_by
    Round.objects.filter(trust__short_name="UNN").update(rules_name="nearest-last")
    load(WITHOUT_FAULTS)
    assert Round.objects.get(trust__short_name="UNN").rules_name == "nearest-last"
    assert states()["Helgelandssykehuset"] == "released"


def test_the_demonstrations_doctor_has_an_account_and_a_supervisor(demonstration: None) -> None:
    call_command("load_demo_accounts", verbosity=0)
    load(EXAMPLE)
    doctor = Doctor.objects.exclude(user=None).get()
    assert doctor.user is not None
    assert doctor.user.email == doctor.email
    assert Supervision.objects.filter(doctor=doctor).count() == 1
