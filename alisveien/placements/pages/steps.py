"""The steps of a trust's round: what is done, by whom and when, what can be done now, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.accounts.queries import names_of
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.engines.distribution.frozen import Posts
from alisveien.placements import rules, sources
from alisveien.placements.models import Round
from alisveien.placements.services.runs import is_tried
from alisveien.placements.telling.reasons import moment, rules_title

State = Round.State


@dataclass(frozen=True, slots=True)
class Standing:
    """What the steps are worked out from, apart from the round itself."""

    nominated: int
    tried: bool
    posts: Sequence[Posts]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``state``: done, now or left. ``action`` posts to ``href``; ``link`` leads to ``href``.

    ``asks_why``: the action wants a reason. ``asks_source``: it wants the name of the value the lot is drawn by.
    """

    state: str
    title: str
    words: str
    action: str = ""
    link: str = ""
    href: str = ""
    locked: tuple[str, ...] = ()
    asks_why: bool = False
    asks_source: bool = False


def standing_of(round_: Round, actor: Actor, at: datetime) -> Standing:
    """Gather what the steps are worked out from."""
    drafted = round_.state == State.DRAFTED
    today = norwegian_day(at)
    people = (
        round_.capacity_decided_by,
        round_.rules_chosen_by,
        round_.frozen_by,
        round_.drawn_by,
        round_.released_by,
    )
    return Standing(
        nominated=sources.count_nominated(round_.trust, round_.year) if drafted else round_.frozen_nominations.count(),
        tried=is_tried(round_, actor, today) if drafted else True,
        posts=sources.round_posts_for(actor, round_.trust, round_.year, today),
        names=names_of(one for one in people if one is not None),
    )


def steps_of(round_: Round, standing: Standing, actor: Actor) -> list[Step]:
    """The steps in their order. A round frozen before there were commitments has no lot to draw."""
    drawn_before = round_.state != State.DRAFTED and not round_.commitment
    return [
        _nominations(round_, standing),
        _capacity(round_, standing, actor),
        _rule_set(round_, standing, actor),
        _freeze(round_, standing, actor),
        *([] if drawn_before else [_draw(round_, standing, actor)]),
        _distribute(round_, actor),
        _judge(round_, actor),
        _release(round_, standing, actor),
    ]


def may_choose(round_: Round, actor: Actor) -> bool:
    """Whether the page offers to choose a rule set."""
    return rules.may_choose_rules(actor, round_) and not rules.against_changing_a_draft(round_)


def against_releasing(round_: Round, actor: Actor) -> list[str]:
    """Every reason why this person cannot release the round."""
    if not rules.may_release(actor, round_):
        return [_("Bare en koordinator ved helseforetaket kan frigi fordelingen.")]
    return rules.against_releasing(round_, actor)


def address(round_: Round, step: str) -> str:
    """Where a deed on the round is sent."""
    return reverse("placements:round_step", args=[round_.year, round_.trust.code, step])


def _done(standing: Standing, by: int | None, at: datetime | None) -> str:
    """Who did it and when: «Kari Dahl, 3. september 2027 kl. 14.20»."""
    if at is None:
        return ""
    return _("{name}, {at}").format(name=standing.names.get(by or 0, _("systemet")), at=moment(at))


def _nominations(round_: Round, standing: Standing) -> Step:
    count = standing.nominated
    words = ngettext("{count} lege er meldt inn", "{count} leger er meldt inn", count).format(count=count)
    link = reverse("placements:trust_list", args=[round_.year, round_.trust.code]) if standing.tried else ""
    return Step(
        "done" if count else "now", _("Innmeldinger"), f"{words}.", link=_("Se lista") if link else "", href=link
    )


def _capacity(round_: Round, standing: Standing, actor: Actor) -> Step:
    title, posts = _("Antall plasser"), _posts_in_words(round_, standing.posts)
    if round_.capacity_decided_at is not None:
        done = _done(standing, round_.capacity_decided_by, round_.capacity_decided_at)
        return Step("done", title, f"{posts} {_('Vedtatt for denne runden, kapasitetsplanen er ikke endret:')} {done}.")
    reasons = rules.against_deciding(round_, standing.posts)
    if not rules.may_decide_capacity(actor, round_):
        return Step("now", title, f"{posts} {_('Ikke vedtatt ennå.')}")
    if reasons:
        return Step("now", title, "", locked=tuple(reasons), action=_("Vedta"))
    return Step("now", title, posts, _("Vedta dette antallet"), href=address(round_, "kapasitet"))


def _posts_in_words(round_: Round, posts: Sequence[Posts]) -> str:
    if not posts:
        return ""
    words = _(" og ").join(_("{posts} i {period}").format(posts=row.posts, period=row.period) for row in posts)
    if posts[0].planned_for == round_.year:
        return f"{words}."
    return _("{words}. Planen for {year} føres videre.").format(words=words, year=posts[0].planned_for)


def _rule_set(round_: Round, standing: Standing, actor: Actor) -> Step:
    title = _("Regelsett")
    side_by_side = reverse("placements:trust_rule_sets", args=[round_.year, round_.trust.code])
    if round_.state != State.DRAFTED:
        done = _done(standing, round_.rules_chosen_by, round_.rules_chosen_at)
        return Step(
            "done", title, f"«{rules_title(round_.rules_name)}». {done}.", link=_("Se regelsettene"), href=side_by_side
        )
    if not standing.tried:
        words = _("Lista er ny eller endret siden regelsettene ble prøvd på den.")
        if not rules.may_choose_rules(actor, round_):
            return Step("now", title, words)
        return Step("now", title, words, _("Prøv regelsettene på lista"), href=address(round_, "prov"))
    if round_.rules_name:
        done = _done(standing, round_.rules_chosen_by, round_.rules_chosen_at)
        words = _("Valgt: «{rules}». {done}.").format(rules=rules_title(round_.rules_name), done=done)
        return Step("done", title, words, link=_("Se dem side om side"), href=side_by_side)
    words = _("Regelsettene er prøvd på lista slik den er nå. Velg ett før lista låses.")
    return Step("now", title, words, link=_("Legg dem side om side og velg"), href=side_by_side)


def _freeze(round_: Round, standing: Standing, actor: Actor) -> Step:
    title = _("Lås lista")
    if round_.state != State.DRAFTED:
        done = _done(standing, round_.frozen_by, round_.frozen_at)
        mark = (round_.commitment or round_.fingerprint)[:12]
        words = _("Låst av {done}. Kontrollsum {mark}.").format(done=done, mark=mark)
        opens = rules.may_freeze(actor, round_) and not rules.against_thawing(round_, "…")
        return Step(
            "done", title, words, _("Åpne lista igjen") if opens else "", href=address(round_, "apne"), asks_why=opens
        )
    words = _("Etter dette endrer nye innmeldinger ingenting i denne runden.")
    named = "…"  # what is typed is judged when it is sent
    reasons = tuple(rules.against_freezing(round_, tried=standing.tried, nominated=standing.nominated, source=named))
    if not rules.may_freeze(actor, round_):
        return Step("left", title, words)
    return Step(
        "left" if reasons else "now",
        title,
        words,
        _("Lås lista"),
        href=address(round_, "las"),
        locked=reasons,
        asks_source=True,
    )


def _draw(round_: Round, standing: Standing, actor: Actor) -> Step:
    title = _("Trekk loddet")
    if round_.drawn_at is not None:
        words = _("Trukket av «{value}». {done}.").format(
            value=round_.public_value, done=_done(standing, round_.drawn_by, round_.drawn_at)
        )
        return Step("done", title, words, link=_("Se trekningen"), href=draws_address(round_))
    if round_.state == State.DRAFTED:
        return Step("left", title, _("Loddet avgjør bare mellom leger som ellers står helt likt."))
    words = _("Loddet trekkes av: {source}. Kontrollsummen av lista er kunngjort.").format(source=round_.lot_source)
    if not rules.may_distribute(actor, round_):
        return Step("now", title, words)
    href = reverse("placements:round_draw", args=[round_.year, round_.trust.code])
    return Step("now", title, words, link=_("Skriv inn verdien når den er kjent"), href=href)


def draws_address(round_: Round) -> str:
    """Where everybody can see the draw of a round."""
    return f"{reverse('placements:draws')}#trekning-{round_.pk}"


def _distribute(round_: Round, actor: Actor) -> Step:
    title = _("Fordel plassene")
    if round_.distributed_at is not None:
        return Step("done", title, _("Fordelt {at}.").format(at=moment(round_.distributed_at)))
    words = _("Etter regelsettet som er valgt, på lista som er låst.")
    reasons = tuple(rules.against_distributing(round_))
    if not rules.may_distribute(actor, round_):
        return Step("left", title, words)
    return Step("left" if reasons else "now", title, words, title, href=address(round_, "fordel"), locked=reasons)


def _judge(round_: Round, actor: Actor) -> Step:
    title = _("Kontroller fordelingen")
    if round_.judged_at is not None:
        return Step("done", title, _("Kontrollert uten avvik {at}.").format(at=moment(round_.judged_at)))
    words = _("En egen dommer regner alt på nytt og sier fra om hvert avvik.")
    reasons = tuple(rules.against_judging(round_))
    if not rules.may_distribute(actor, round_):
        return Step("left", title, words)
    return Step("left" if reasons else "now", title, words, title, href=address(round_, "kontroller"), locked=reasons)


def _release(round_: Round, standing: Standing, actor: Actor) -> Step:
    title = _("Frigi")
    if round_.released_at is not None:
        done = _done(standing, round_.released_by, round_.released_at)
        return Step("done", title, _("Frigitt av {done}. Leger og kommuner ser utfallet.").format(done=done))
    words = _(
        "Leger og ledere får brev om at utfallet er klart. Det kan ikke tas tilbake, "
        "og en annen enn den som låste, gjør det."
    )
    reasons = tuple(against_releasing(round_, actor))
    href = reverse("placements:round_release", args=[round_.year, round_.trust.code])
    if reasons:
        return Step("left" if round_.state != State.JUDGED else "now", title, words, _("Frigi"), locked=reasons)
    return Step("now", title, words, link=_("Se hvem som får beskjed, og frigi"), href=href)
