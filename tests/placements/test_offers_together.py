"""Two at the same moment, on two connections: nobody gets two posts, no post two doctors, and the other is told why.

Whoever comes to the first write waits there until the other has come too, or is seen to stand behind a lock.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken
from alisveien.placements.models import Nomination, Offer, Placement
from alisveien.placements.services import offer_answers, vacancies
from alisveien.posts.models import Post
from tests.placements.offering import DUE, MADE, in_line, offered
from tests.placements.people import coordinator

pytestmark = pytest.mark.django_db(transaction=True)
AT = MADE + timedelta(hours=2)
LONG = 3
"""Seconds to wait for the other, who may stand behind a lock and never come."""
Deed = Callable[[Actor], Any]


@pytest.fixture
def register(transactional_db: None, settings: LazySettings) -> None:
    """The register, written so that every connection sees it."""
    settings.DEMONSTRATION = True
    call_command("load_register", verbosity=0)


@pytest.fixture
def people(register: None) -> list[Actor]:
    """Two coordinators at UNN."""
    return [coordinator("Første"), coordinator("Andre")]


def meet(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    """Let both come to a function of a module before either goes on."""
    both, deed = threading.Barrier(2), getattr(where, name)

    def waited(*args: Any, **words: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            both.wait(LONG)
        return deed(*args, **words)

    monkeypatch.setattr(where, name, waited)


def at_once(people: list[Actor], *deeds: Deed) -> list[str]:
    """What each deed said: nothing when it was done, the reasons when it was refused, sorted."""
    said: list[str] = []
    ready = threading.Barrier(2)

    def do(deed: Deed, by: Actor) -> None:
        try:
            ready.wait()
            deed(by)
            said.append("")
        except RuleBroken as broken:
            said.append(" ".join(broken.reasons))
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in zip(deeds, people, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(said) == 2, "one of them fell over"
    return sorted(said)


def giving(post: Post, nomination: Nomination) -> Deed:
    return lambda by: vacancies.offer_vacancy(post=post, nomination=nomination, waived=[], why="", by=by, at=AT)


def accepting(offer: Offer) -> Deed:
    return lambda by: offer_answers.accept_offer(offer=offer, asked_how="Legen, i telefon", by=by, at=AT)


def declining(offer: Offer) -> Deed:
    return lambda by: offer_answers.decline_offer(offer=offer, code="moved", asked_how="Legen, i telefon", by=by, at=AT)


def recalling(offer: Offer) -> Deed:
    return lambda by: offer_answers.recall_offer(offer=offer, why="Avdelingen stenges", by=by, at=AT)


def test_of_two_who_offer_at_once_one_is_told_that_post_or_doctor_is_taken(
    people: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same post to two doctors; then, to one doctor, two posts."""
    (one, post), (other, _empty) = in_line("9919050"), in_line("9919051", last_name="Tverå")
    (third, first), (_fourth, second) = in_line("9919052", last_name="Vik"), in_line("9919053", last_name="Åsen")
    meet(monkeypatch, vacancies, "save_offer")
    assert at_once(people, giving(post, one), giving(post, other)) == ["", "Plassen er ikke ledig lenger."]
    assert Offer.objects.get().post == post
    said = at_once(people, giving(first, third), giving(second, third))
    assert said == ["", "Legen eller plassen fikk et annet tilbud i samme øyeblikk. Se over på nytt."]
    given = Offer.objects.get(doctor=third.doctor)
    assert {given.post, *Post.objects.filter(pk__in=[first.pk, second.pk], state="open")} == {first, second}


TOLD = {
    "accepted": "Tilbudet er tatt imot.",
    "declined": "Det er svart nei til tilbudet.",
    "recalled": "Tilbudet er trukket fordi plassen falt bort.",
}
POSTS = {"accepted": "filled", "declined": "open", "recalled": "withdrawn", "expired": "open"}


def test_of_two_who_answer_one_offer_at_once_one_is_told_how_it_stands(
    people: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(monkeypatch, offer_answers, "mark_post")
    for number, pair in enumerate([(accepting, accepting), (accepting, declining), (declining, recalling)]):
        offer = offered(in_line(f"991905{number}")[0], 70 + number)
        said = at_once(people, *(deed(offer) for deed in pair))
        offer.refresh_from_db()
        assert said == ["", TOLD[offer.state]]
        assert offer.post.state == POSTS[offer.state]
        assert Placement.objects.filter(doctor=offer.doctor).count() == (offer.state == "accepted")


def test_an_answer_and_the_end_of_the_time_at_the_same_moment_give_one_outcome(
    people: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offered(in_line("9919050")[0])
    meet(monkeypatch, offer_answers, "mark_post")
    late = DUE + timedelta(seconds=1)
    said = at_once(people, accepting(offer), lambda _by: offer_answers.expire_offer(offer_id=offer.pk, at=late))
    offer.refresh_from_db()
    assert (offer.state, said) in (("accepted", ["", ""]), ("expired", ["", "Svarfristen gikk ut uten svar."]))
    assert offer.post.state == POSTS[offer.state]
    assert Placement.objects.count() == (offer.state == "accepted")
