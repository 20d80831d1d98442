"""Addresses of help, of privacy and of one's own data. The work list stands in ``config.urls``."""

from django.urls import path

from alisveien.desk import views

app_name = "desk"

urlpatterns = [
    path("hjelp/", views.help_front, name="help"),
    path("hjelp/snarveier/", views.help_shortcuts, name="help_shortcuts"),
    path("konto/mine-opplysninger/", views.own_data, name="own_data"),
    path("konto/mine-opplysninger/last-ned/", views.own_data_file, name="own_data_file"),
    path("personvern/", views.privacy, name="privacy"),
    path("hjelp/<slug:slug>/", views.help_guide, name="help_guide"),
]
