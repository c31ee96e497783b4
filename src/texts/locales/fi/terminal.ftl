# Taulukot päätteellä.

col-id = tunnus
col-name = nimi
col-group = ryhmä
col-open = puuttuu tai kysyttävä
col-need = tarve
col-kind = laji
col-what = mikä
col-place = paikka
col-about = lisätieto
col-where = missä
col-step = askel
col-role = rooli
col-organisation = organisaatio
col-who = kuka
col-vacancy = työpaikka
col-purpose = käyttötarkoitus
col-when = milloin
col-how = miten
col-clients = asiakkaat
col-state = tila
col-expires = voimassa
col-label = nimike
col-name-or-title = nimi tai otsikko
col-gained-vacancies = avautuvia työpaikkoja
col-gained-people = henkilöitä lisää
sight-listed = listattu
sight-opened = avattu
sight-own = työvoimapalvelut
sight-contact = yhteystiedot annettu
sight-exported = viety tiedostoon
sight-counted = laskettu, ketään nimeämättä
col-fair-shown = esitetyt
col-fair-listed = listoilla
col-fair-place = sija listoilla
col-fair-opened = avattu
col-fair-run = ajon listoilla
col-fair-rank = sija ajossa
col-fair-people = ihmisiä
fairness-none = Ihmisiä ei ole laskettavaksi.
key-valid = voimassa
key-revoked = mitätöity
key-expired = vanhentunut
key-never = toistaiseksi
course-sum = Kurssille pääsisi: { $able }/{ $considered }. Sopisi johonkin uuteen työpaikkaan: { $people }. Työpaikkoja, joihin he eivät nyt sovi: { $vacancies } (pareja: { $pairs }).
rows-more = { $count ->
    [one] … ja { $shown } rivi lisää; --csv antaa kaikki
   *[other] … ja { $shown } riviä lisää; --csv antaa kaikki
}
col-employer = työnantaja
col-open-now = nyt avoinna
employers-considered = { $count ->
    [one] yksi työnantaja
   *[other] { $shown } työnantajaa
}
what-if-by-law = laki vaatii, ei voi poistaa
what-if-no-requirement = Minkään yksittäisen vaatimuksen poistaminen ei toisi ketään ryhmään ”Sopii”.
employers-none = Millään yrityksellä ei ole ollut tätä henkilöä lähellä olevaa paikkaa.
people-hidden = { $count ->
    [one] { $shown } henkilö on piilossa, näistä syistä:
   *[other] { $shown } henkilöä on piilossa; syittäin, ja yhdellä voi olla monta syytä:
}
export-hidden = { $count ->
    [one] { $shown } henkilö on sinulta piilossa ja jäi pois
   *[other] { $shown } henkilöä on sinulta piilossa ja jäi pois
}
