"""The lists round a placement ask the database as much at three rows as at one."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.models import PlanDraft
from alisveien.placements.services.planner import make_draft
from alisveien.posts.models import Post
from tests.placements.nominating import nominated
from tests.placements.offering import a_post, in_line, offered
from tests.placements.people import UNN
from tests.placements.staying import placed
from tests.roles import ADVISER, TRUST_COORDINATOR, actor_as, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def reading(role: str, *paths: str) -> Callable[[], None]:
    """What opens some pages as somebody in a role; each must open."""
    client = client_as(role)

    def read() -> None:
        assert [client.get(path).status_code for path in paths] == [200] * len(paths)

    return read


def test_the_queue_and_its_comparison_are_flat() -> None:
    numbers = iter(range(1, 9))

    def more() -> None:
        nomination, _post = in_line(f"991900{next(numbers)}")
        offered(nomination, 900 + nomination.pk % 90)

    assert_flat(reading(TRUST_COORDINATOR, "/ko/", f"/ko/{UNN}/"), more)


def test_the_empty_posts_and_who_is_in_line_are_flat() -> None:
    _nomination, post = in_line("9919000")
    numbers = iter(range(1, 9))
    pages = ("/ledige-plasser/", f"/ledige-plasser/{post.pk}/")

    def more() -> None:
        number = next(numbers)
        in_line(f"991900{number}")
        a_post(post.trust, HalfYear(2028, 2), 900 + number, state=Post.State.OPEN)

    assert_flat(reading(TRUST_COORDINATOR, *pages), more)


def test_the_posts_of_the_plan_are_flat() -> None:
    trust, numbers = place_of("trust", UNN), iter(range(900, 910))
    pages = ("/kapasitet/plasser/", "/kapasitet/rader/", f"/kapasitet/{UNN}/sammenlign/")
    assert_flat(reading(ADVISER, *pages), lambda: a_post(trust, HalfYear(2028, 1), next(numbers)))


def test_the_planner_and_a_draft_of_it_are_flat() -> None:
    trust, numbers, by = place_of("trust", UNN), iter(range(1, 9)), actor_as(TRUST_COORDINATOR)
    draft: PlanDraft = make_draft(trust=trust, name="Prøve", by=by, at=timezone.now())
    here = f"/plasser/plan/{UNN}/"
    assert_flat(reading(TRUST_COORDINATOR, here, f"{here}utkast/{draft.pk}/"), lambda: placed(next(numbers)))


def test_the_yearly_evaluation_the_calendar_and_fairness_are_flat() -> None:
    numbers = iter(range(1, 9))
    pages = (f"/evaluering/2028/{UNN}/", "/runder/kalender/2028/", "/runder/2028/rettferdighet/")
    assert_flat(reading(ADVISER, *pages), lambda: nominated(f"995000{next(numbers)}"))
