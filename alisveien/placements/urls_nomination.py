"""Addresses of nominations and of the form."""

from django.urls import path

from alisveien.placements.views import before, leaving, nominations, who
from alisveien.placements.views import nomination_form as form

DRAFT = "innmeldinger/utkast/<int:pk>/"
ONE = "innmeldinger/<int:pk>/"
nomination_urls = [
    path("innmeldinger/", nominations.nominations, name="nominations"),
    path("innmeldinger/ny/", form.nomination_new, name="nomination_new"),
    path(DRAFT, form.draft, name="draft"),
    path(f"{DRAFT}tett/", form.draft_dense, name="draft_dense"),
    path(f"{DRAFT}endret/", form.draft_settle, name="draft_settle"),
    path(f"{DRAFT}lagre/", form.draft_save, name="draft_save"),
    path(f"{DRAFT}slett/", form.draft_discard, name="draft_discard"),
    path(f"{DRAFT}<slug:step>/", form.draft_step, name="draft_step"),
    path(ONE, nominations.nomination, name="nomination"),
    path(f"{ONE}stemmer/", nominations.nomination_check, name="nomination_check"),
    path(f"{ONE}endre/", nominations.nomination_change, name="nomination_change"),
    path(f"{ONE}trekk/", nominations.nomination_withdraw, name="nomination_withdraw"),
    path(f"{ONE}flytt/", leaving.nomination_move, name="nomination_move"),
    path(f"{ONE}kommunal/", leaving.nomination_home, name="nomination_home"),
    path(f"{ONE}tilbake/", leaving.nomination_back, name="nomination_back"),
    path(f"{ONE}be-om-svar/", nominations.nomination_ask, name="nomination_ask"),
    path(f"{ONE}slik-det-var/", before.nomination_then, name="nomination_then"),
    path(f"{ONE}hvem/", who.nomination_who, name="nomination_who"),
    path(f"{ONE}kvittering/", nominations.nomination_receipt, name="nomination_receipt"),
    path("kommune/<slug:number>/rekkefolge/", nominations.doctors_order, name="doctors_order"),
]
