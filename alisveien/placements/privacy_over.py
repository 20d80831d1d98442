"""When rows that hold people are due: their round, placement, role or training has been over for two years."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from alisveien.documents.models import Content, Document
from alisveien.people.models import ContactRole, Doctor, Merge, Move, Person, Specialist, Supervision
from alisveien.people.privacy import untouched_doctors
from alisveien.placements import models

_YEARS_AFTER, _DRAFT, _WORKBOOK = 2, timedelta(days=90), timedelta(days=7)


def two_years_ago(today: date) -> date:
    """The day two years ago: what ended before it is due. The first of the month, so that 29 February is no matter."""
    return date(today.year - _YEARS_AFTER, today.month, 1)


def whole_year_over(today: date) -> int:
    """The last year whose second half-year, which ends in February after it, ended two years ago."""
    limit = two_years_ago(today)
    return limit.year - (1 if limit >= date(limit.year, 3, 1) else 2)


def nominations_over(today: date) -> Q:
    """Nominations whose last wished year has been over for two years, and that nobody has confirmed since."""
    lasting = models.Wish.objects.filter(year__gt=whole_year_over(today), nomination=OuterRef("pk"))
    return ~Exists(lasting) & Q(confirmed_at__date__lt=two_years_ago(today))


def doctors_over(today: date) -> Q:
    """Doctors all of whose nominations are over, who have no supervisor, no role and no account in use.

    A doctor who has never been nominated goes when nothing has been written for five years: nothing else says that the
    training is over.
    """
    own = models.Nomination.objects.filter(doctor=OuterRef("pk"))
    lasting = own.exclude(nominations_over(today))
    supervised = Supervision.objects.filter(Q(to_on=None) | Q(to_on__gte=two_years_ago(today)), doctor=OuterRef("pk"))
    roles = _lasting_roles(today).filter(person__doctor=OuterRef("pk"))
    unused = Q(user=None) | Q(user__is_active=False)
    over = (Exists(own) & ~Exists(lasting)) | (~Exists(own) & untouched_doctors(today))
    return over & ~Exists(supervised) & ~Exists(roles) & unused


def persons_over(today: date) -> Q:
    """Persons whose last role ended two years ago or whose training is over, with no account in use.

    A person merged into another goes with that one, whatever it held itself.
    """
    over = _themselves_over(today)
    kept = Person.objects.filter(over, merged_into=None).values("pk")
    merged = Q(merged_into__in=kept) | Q(merged_into__merged_into__in=kept)
    return (Q(merged_into=None) & over) | merged


def _themselves_over(today: date) -> Q:
    """The same of persons who stand for themselves."""
    roles = ContactRole.objects.filter(person=OuterRef("pk"))
    doctors = Doctor.objects.filter(doctors_over(today)).values("pk")
    trained = Q(doctor__in=doctors)
    unused = Q(user=None) | Q(user__is_active=False)
    had_something = Exists(roles) | trained
    return (
        had_something
        & ~Exists(_lasting_roles(today).filter(person=OuterRef("pk")))
        & (Q(doctor=None) | trained)
        & unused
    )


def _lasting_roles(today: date) -> "QuerySet[ContactRole]":
    """Roles that last, or did two years ago."""
    return ContactRole.objects.filter(Q(to_on=None) | Q(to_on__gte=two_years_ago(today)))


def _of_persons_over(to_person: str) -> Callable[[date], Q]:
    """Rows of persons who are due; ``to_person`` leads to the person."""
    return lambda today: Q(**{f"{to_person}__in": Person.objects.filter(persons_over(today)).values("pk")})


def of_nominations_over(today: date) -> Q:
    """What hangs on nominations that are over."""
    return Q(nomination__in=models.Nomination.objects.filter(nominations_over(today)).values("pk"))


def _of_doctors_over(today: date) -> Q:
    return Q(doctor__in=Doctor.objects.filter(doctors_over(today)).values("pk"))


def rounds_over(to_round: str = "") -> Callable[[date], Q]:
    """Rounds whose year has been over for two years; ``to_round`` leads from the rows to their round."""
    return lambda today: Q(**{f"{to_round}year__lte": whole_year_over(today)})


def not_shown(to_round: str) -> Callable[[datetime], Q]:
    """Rows of rounds whose outcome doctors do not see yet: not released, or released to be shown at a later hour."""
    return lambda at: ~Q(**{f"{to_round}state": models.Round.State.RELEASED}) | Q(**{f"{to_round}shown_from__gt": at})


def frozen_rounds_over(today: date) -> Q:
    """Rounds that are over and still hold what was frozen."""
    return rounds_over()(today) & Q(frozen__isnull=False)


def old_drafts(today: date) -> Q:
    """Drafts nobody has written in for ninety days."""
    return Q(saved_at__date__lt=today - _DRAFT)


def old_sent(today: date) -> Q:
    """Drafts that were sent ninety days ago."""
    return Q(sent_at__date__lt=today - _DRAFT)


def old_calls(today: date) -> Q:
    """Questions of the half-year asked two years ago, with an address still."""
    return Q(asked_at__date__lt=two_years_ago(today)) & ~Q(sent_to="")


def old_workbooks(today: date) -> Q:
    """Workbooks that were read in or thrown away ninety days ago."""
    return Q(at__date__lt=today - _DRAFT, document=None)


def rows_over(today: date) -> Q:
    """Refused rows of workbooks for a year that has begun and gone."""
    return Q(intake__year__lt=today.year)


def of_placements_over(today: date) -> Q:
    """What hangs on placements that ended two years ago."""
    return Q(placement__to_on__lt=two_years_ago(today))


def _of_papers_over(to_document: str) -> Callable[[date], Q]:
    """Supervision agreements of placements that ended two years ago. Other files go with what they hang on."""
    path = f"{to_document}supervision_paper__placement__to_on__lt"
    return lambda today: Q(**{path: two_years_ago(today)})


DUE: dict[type[Model], Callable[[date], Q]] = {
    Document: _of_papers_over(""),
    Content: _of_papers_over("document__"),
    Supervision: _of_doctors_over,
    Doctor: doctors_over,
    Specialist: _of_persons_over("person"),
    ContactRole: _of_persons_over("person"),
    Merge: _of_persons_over("kept"),
    Move: _of_persons_over("person"),
    Person: persons_over,
}
"""When rows of a lower area are due, where only this one knows: doctors, persons and what hangs on them."""
