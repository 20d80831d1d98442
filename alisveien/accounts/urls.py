"""Addresses of signing in, in Norwegian. The names are those django-allauth asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.webauthn import views as key
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from alisveien.accounts.views import ActivateApp, AddKey, RemoveApp, RemoveKey, SetPassword

urlpatterns = [
    path("logg-ut/", account.logout, name="account_logout"),
    path("stengt/", account.account_inactive, name="account_inactive"),
    path("ny/", account.signup, name="account_signup"),
    path("bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("e-post/", account.email, name="account_email"),
    path("e-post/bekreft/", account.email_verification_sent, name="account_email_verification_sent"),
    path("e-post/bekreft/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("passord/", account.password_change, name="account_change_password"),
    path("passord/velg/", account.password_set, name="account_set_password"),
    path("passord/glemt/", account.password_reset, name="account_reset_password"),
    path("passord/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path("passord/glemt/ferdig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^passord/glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        SetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("okter/", sessions.list_usersessions, name="usersessions_list"),
    path("totrinn/", second.index, name="mfa_index"),
    path("totrinn/kode/", second.authenticate, name="mfa_authenticate"),
    path("totrinn/bekreft/", second.reauthenticate, name="mfa_reauthenticate"),
    path("totrinn/app/", ActivateApp.as_view(), name="mfa_activate_totp"),
    path("totrinn/app/fjern/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("totrinn/reservekoder/", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrinn/reservekoder/nye/", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("totrinn/reservekoder/last-ned/", spare.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("totrinn/nokler/", key.list_webauthn, name="mfa_list_webauthn"),
    path("totrinn/nokler/ny/", AddKey.as_view(), name="mfa_add_webauthn"),
    path("totrinn/nokler/logg-inn/", key.login_webauthn, name="mfa_login_webauthn"),
    path("totrinn/nokler/bekreft/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("totrinn/nokler/<int:pk>/", key.edit_webauthn, name="mfa_edit_webauthn"),
    path("totrinn/nokler/<int:pk>/fjern/", RemoveKey.as_view(), name="mfa_remove_webauthn"),
]
