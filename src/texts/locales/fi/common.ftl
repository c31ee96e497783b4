# Sanat, jotka ovat joka sivulla.

product = Kohtaanto
skip-to-content = Siirry sisältöön
menu = Päävalikko
menu-vacancies = Työpaikat
menu-search = Haku
menu-gaps = Osaamisvaje
language = Kieli
language-fi = Suomi
language-sv = Svenska
language-en = English
log-in = Kirjaudu
log-out = Kirjaudu ulos
role-coordinator = Yrityskoordinaattori
role-coach = Omavalmentaja
role-counsellor = Ohjaaja
role-partner = Kumppani
role-statistics = Tilastot
role-admin = Ylläpitäjä
footer-promise = Pisteet ovat näkemiesi osa-alueiden summa. Ketään ei jätetä pois huomaamatta, ja se, mitä ei tiedetä, on kysymys eikä hylkäys.
feedback = Anna palautetta
interface-for-programs = Rajapinta ohjelmille
to-first-page = Etusivulle

login-explained = Kirjaudu henkilöstön avaimella. Avaimet tekee palvelun ylläpitäjä.
login-key = Avain
login-refused = Avain ei kelvannut. Tarkista, että se on kokonainen eikä sitä ole mitätöity.

error-not-found = Ei löydy
error-advice-not-found = Tässä osoitteessa ei ole mitään, tai et voi nähdä sitä.
error-forbidden = Ei sallittu
error-advice-forbidden = Tämä sivu ei kuulu rooliisi.
error-unavailable = Ei juuri nyt käytettävissä
error-advice-unavailable = Tietoja päivitetään. Yritä hetken kuluttua uudelleen.
error-ranking-changed = Järjestys on muuttunut
error-advice-ranking-changed = Painotukset tai sanasto vaihtuivat selailun aikana. Aloita ensimmäiseltä sivulta.
error-too-many-requests = Liian monta pyyntöä
error-advice-too-many-requests = Odota hetki ja yritä uudelleen.
error-timeout = Vastaus kesti liian kauan
error-advice-timeout = Vastaus ei valmistunut ajoissa. Yritä uudelleen.
error-cross-origin = Lomake tuli toiselta sivustolta
error-advice-cross-origin = Avaa sivu täällä ja lähetä lomake siltä.
error-invalid = Pyynnössä on virhe
error-advice-invalid = Tarkista nämä:
error-too-large = Liian suuri
error-advice-too-large = Lähettämäsi teksti on sallittua pidempi.
error-internal = Jokin meni rikki
error-advice-internal = Vika on meidän. Ylläpitäjä löytää sen alla olevalla numerolla.
error-bad-request = Pyyntöä ei ymmärretty
error-advice-bad-request = Palaa takaisin ja yritä uudelleen.
error-request = Tämän pyynnön numero: { $id }

menu-clients = Asiakkaat
log-in-other = Kirjaudu toisella avaimella
error-field-value = Kohta { $field } ei voi olla { $value }.
error-field-nearest = Lähin mahdollinen on { $nearest }.
error-field = Kohta { $field } ei kelpaa.
