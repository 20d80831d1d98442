"""Addresses of access. The list of roles stands in ``config.urls``, which hands it the machinery of lists."""

from django.urls import path

from alisveien.access import views

app_name = "access"

urlpatterns = [
    path("hjelp/roller/", views.roles_explained, name="roles"),
    path("konto/", views.my_account, name="my_account"),
    path("tilganger/ny/", views.holding_give, name="holding_give"),
    path("tilganger/<int:pk>/avslutt/", views.holding_end, name="holding_end"),
    path("oppdrag/", views.mandate_list, name="mandates"),
    path("oppdrag/<int:pk>/avslutt/", views.mandate_end, name="mandate_end"),
    path("lenke/<str:token>/", views.link, name="link"),
    path("lenke/<str:token>/ny/", views.link_renew, name="link_renew"),
]
