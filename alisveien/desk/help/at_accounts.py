"""Two sentences of help at the pages of signing in and of one's own account, by the name of the address."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Text

_NEW_PASSWORD = _("Velg minst tolv tegn, gjerne fire ord etter hverandre. Ikke bruk et passord du har andre steder.")
_PROVE = _("Dette er et ekstra spørsmål før noe viktig endres. Bruk det du ellers logger inn med.")

ACCOUNTS: dict[str, Text] = {
    "account_login": _("Logg inn med e-postadressen du ble invitert på. Har du passnøkkel, trenger du ikke passordet."),
    "account_logout": _("Du logges ut bare i denne nettleseren. Andre steder avslutter du fra «Min konto»."),
    "account_inactive": _("Kontoen er stengt, og ingenting er slettet. Spør den som gir tilganger hos dere."),
    "account_signup": _("Ingen lager konto alene. Den som gir tilganger hos dere, inviterer deg på e-post."),
    "account_reset_password": _(
        "Du får en lenke på e-post, som virker en kort tid. Kommer den ikke, se i søppelposten eller prøv igjen."
    ),
    "account_reset_password_done": _(
        "Lenken er sendt hvis adressen har en konto. Se i søppelposten om den ikke kommer."
    ),
    "account_reset_password_from_key": _NEW_PASSWORD,
    "account_reset_password_from_key_done": _("Det nye passordet gjelder fra nå. Det gamle virker ikke lenger."),
    "account_email_verification_sent": _(
        "Åpne lenken i e-posten for å bekrefte adressen. Se i søppelposten om den mangler."
    ),
    "account_confirm_email": _("Bekreft at adressen er din. Etterpå logger du inn med den."),
    "account_reauthenticate": _PROVE,
    "account_email": _("Den nye adressen gjelder når du har åpnet lenken som sendes dit. Til da virker den gamle."),
    "account_change_password": _NEW_PASSWORD,
    "account_set_password": _NEW_PASSWORD,
    "usersessions_list": _("Kjenner du ikke igjen et sted, logg ut alle andre. Bytt så passordet."),
    "access:my_account": _(
        "Her ser du rollene dine og endrer hvordan du logger inn. Er en rolle feil, spør den som ga den."
    ),
    "mfa_index": _("Sett opp en app eller en passnøkkel, og ta vare på reservekodene. Én av dem er nok."),
    "mfa_authenticate": _("Åpne appen og skriv koden den viser nå. Er telefonen borte, bruk en reservekode."),
    "mfa_reauthenticate": _PROVE,
    "mfa_reauthenticate_webauthn": _PROVE,
    "mfa_activate_totp": _("Les bildet med appen, og skriv koden den viser. Koden skifter hvert halve minutt."),
    "mfa_deactivate_totp": _(
        "Du logges ut alle andre steder. Ser du opplysninger om andre, må du logge inn på nytt her også."
    ),
    "mfa_view_recovery_codes": _("Hver kode virker én gang. Skriv dem ut og legg dem et trygt sted."),
    "mfa_generate_recovery_codes": _("Du får ti nye koder. De gamle slutter å virke."),
    "mfa_list_webauthn": _(
        "En passnøkkel ligger på telefonen, PC-en eller en brikke. Ha gjerne to, i tilfelle den ene blir borte."
    ),
    "mfa_add_webauthn": _(
        "Nettleseren spør om fingeravtrykk, ansikt eller pinkode. Gi nøkkelen et navn du kjenner igjen."
    ),
    "mfa_edit_webauthn": _("Gi nøkkelen et navn du kjenner igjen. Nøkkelen er den samme."),
    "mfa_remove_webauthn": _(
        "Du logges ut alle andre steder. Ser du opplysninger om andre, må du logge inn på nytt her også."
    ),
}
