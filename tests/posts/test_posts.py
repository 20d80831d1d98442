"""Posts that a plan makes, and what is left of one."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.days import NORWAY
from alisveien.base.errors import RuleBroken
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.services.demonstration import SYSTEM
from alisveien.places.models import Place
from alisveien.posts import rules_posts
from alisveien.posts.models import Post
from alisveien.posts.services import leave_rest, make_posts, mark_post
from tests.roles import ADVISER, DOCTOR, TRUST_COORDINATOR, actor_as

pytestmark = pytest.mark.usefixtures("fresh_register")
AT = datetime(2026, 8, 23, 12, tzinfo=NORWAY)
P1 = HalfYear(2028, 1)


@pytest.fixture
def trust() -> Place:
    return Place.objects.get(kind=Place.Kind.TRUST, code="983974899")


def made(trust: Place, count: int) -> list[Post]:
    return make_posts(trust=trust, counts={P1: count}, plan=None, by=SYSTEM, at=AT)


def test_posts_are_made_once_and_more_when_there_are_to_be_more(trust: Place) -> None:
    assert [post.number for post in made(trust, 2)] == [1, 2]
    assert made(trust, 2) == []
    assert [post.number for post in made(trust, 3)] == [3]
    first = Post.objects.get(number=1)
    assert (first.from_on, first.to_on, first.state) == (date(2028, 3, 1), date(2028, 8, 31), "planned")


def test_a_withdrawn_post_does_not_count_and_its_number_is_not_used_again(trust: Place) -> None:
    first, _second = made(trust, 2)
    mark_post(post=first, state="withdrawn", why="Avdelingen bygges om", by=SYSTEM, at=AT)
    assert [post.number for post in made(trust, 2)] == [3]


def test_a_post_is_withdrawn_with_a_reason_or_not_at_all(trust: Place) -> None:
    (post,) = made(trust, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        mark_post(post=post, state="withdrawn", by=SYSTEM, at=AT)
    mark_post(post=post, state="open", why="hører ikke til", by=SYSTEM, at=AT)
    assert Post.objects.get().withdrawn_why == ""


def test_the_rest_of_a_post_is_open_with_its_own_days(trust: Place) -> None:
    (post,) = made(trust, 1)
    rest = leave_rest(post=post, from_on=date(2028, 6, 1), by=SYSTEM, at=AT)
    assert (rest.number, rest.from_on, rest.to_on, rest.state) == (2, date(2028, 6, 1), date(2028, 8, 31), "open")
    assert made(trust, 1) == []


@pytest.mark.parametrize("day", [date(2028, 3, 1), date(2028, 9, 1)])
def test_a_rest_begins_within_the_post_and_after_its_first_day(trust: Place, day: date) -> None:
    (post,) = made(trust, 1)
    with pytest.raises(RuleBroken):
        leave_rest(post=post, from_on=day, by=SYSTEM, at=AT)


def test_the_log_of_a_post_is_read_by_its_trust_and_those_who_see_the_status(trust: Place) -> None:
    (post,) = made(trust, 1)
    assert rules_posts.may_read_post(actor_as(TRUST_COORDINATOR), post)
    assert rules_posts.may_read_post(actor_as(ADVISER), post)
    assert not rules_posts.may_read_post(actor_as(TRUST_COORDINATOR, stranger=True), post)
    assert not rules_posts.may_read_post(actor_as(DOCTOR), post)
