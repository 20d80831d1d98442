"""A server that is killed in the middle of an import has read nothing in, and the next one reads it whole, once."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from alisveien.people.models import Doctor
from alisveien.placements.models import Intake, Nomination, RejectedRow, Round, Wish, Workbook
from tests.placements.people import AT, trust
from tests.placements.test_round_killed import ask, killed_in, server, token_of
from tests.placements.workbooks import content, doctor, posted
from tests.roles import MUNICIPAL_LEADER, client_as, place_of

ROWS = 240


@pytest.fixture
def leader(transactional_db: None, settings: Any) -> Client:
    """The leader in Kåfjord, in a register other processes see."""
    settings.DEMONSTRATION = True
    call_command("load_register", verbosity=0)
    Round.objects.create(year=2028, trust=trust(), draw="2028", created_at=AT)
    return client_as(MUNICIPAL_LEADER, place_of("municipality", "5540"))


def counted() -> tuple[int, ...]:
    """Everything an import writes."""
    return tuple(model.objects.count() for model in (Doctor, Nomination, Wish, RejectedRow, Intake))


def test_a_server_killed_in_mid_import_has_read_nothing_and_the_next_reads_it_once(leader: Client) -> None:
    rows = [*(doctor(number) for number in range(1, ROWS + 1)), doctor(ROWS + 1, percentage=140)]
    sent = leader.post("/innlesinger/ny/", posted(place_of("municipality", "5540"), content(rows)))
    check = str(sent.headers["Location"])
    read = f"/innlesinger/ny/{Workbook.objects.get().pk}/les-inn/"
    killed_in(read, check, leader)
    assert counted() == (0, 0, 0, 0, 0)
    assert Workbook.objects.get().intake is None
    with server() as (_process, port):
        token = token_of(leader, port, check)
        first = ask(leader, port, read, {"csrfmiddlewaretoken": token})
        again = ask(leader, port, read, {"csrfmiddlewaretoken": token})
        listed = ask(leader, port, "/innlesinger/")
    intake = Intake.objects.get()
    assert (first.status, again.status) == (302, 302)
    assert counted()[:2] == (ROWS, ROWS)
    assert counted()[3:] == (1, 1)
    assert (intake.rows, intake.new, intake.taken) == (ROWS + 1, ROWS, ROWS)
    assert Workbook.objects.get().document is None
    assert "liste.xlsx" in listed.body
