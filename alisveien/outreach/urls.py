"""Addresses of the contact network. The map stands in `config.urls`, which hands it what draws."""

from django.urls import path

from alisveien.outreach.views import arenas, letters, network, templates

app_name = "outreach"
ONE = "kontaktnett/kommuner/<str:code>/"
urlpatterns = [
    path("kontaktnett/", network.network, name="network"),
    path("kontaktnett/oppfolging/", network.follow_up, name="follow_up"),
    path(ONE, network.municipality, name="municipality"),
    path(f"{ONE}kontakt/", network.touch_log, name="touch_log"),
    path(f"{ONE}stemmer/", letters.check_ask, name="check_ask"),
    path(f"{ONE}arenaer/", arenas.arenas_ask, name="arenas_ask"),
    path("kontaktnett/kontakt/<int:pk>/", network.touch, name="touch"),
    path("kontaktnett/kontakt/<int:pk>/endre/", network.touch_change, name="touch_change"),
    path("kontaktnett/brev/", letters.mailings, name="mailings"),
    path("kontaktnett/maler/", templates.templates, name="templates"),
    path("kontaktnett/maler/ny/", templates.template_new, name="template_new"),
    path("kontaktnett/maler/<int:pk>/", templates.template, name="template"),
    path("kontaktnett/maler/<int:pk>/fjern/", templates.template_end, name="template_end"),
    path("kontaktnett/brev/<int:pk>/", letters.mailing, name="mailing"),
    path("kontaktnett/regler/", letters.fragility_rules, name="rules"),
    path("kontaktnett/regler/<str:code>/", letters.rule_change, name="rule_change"),
    path("kontaktnett/stemmer/<int:place>/", letters.check, name="check"),
]
