# Työpaikat, ehdokkaat, pisteet.

yes = Kyllä
show = Näytä
next-page = Seuraava sivu
show-more = Näytä lisää
first-page = Takaisin ensimmäiselle sivulle
municipality = Kunta
any-municipality = Kaikki kunnat
vacancy = Työpaikka

home-title = Työ ja tekijä, avoimin perustein
home-lead = Näe, kuka sopii työpaikkaan ja miksi, kuka melkein sopii ja mitä kannattaa kysyä ensin.
home-vacancies = avointa työpaikkaa
home-situations = Mistä aloittaa
home-as-of = Kaikki arvioidaan päivän { $day } mukaan.
home-situations-what = Tilanteita palvelun arjesta tällä keksityllä alueella.

vacancies-title = Avoimet työpaikat
vacancies-count = { $count ->
    [one] { $shown } avoin työpaikka
   *[other] { $shown } avointa työpaikkaa
}
vacancies-none = Täällä ei ole avoimia työpaikkoja.
untitled-vacancy = Nimetön työpaikka
about-vacancy = Tietoja työpaikasta
asked-title = Vaatimukset ja toiveet
asked-nothing = Ilmoituksessa ei ole mitään arvioitavaa.
asked-points = Luku on suurin pistemäärä, jonka kukin voi antaa.
unresolved = Tallessa sanoina, koska niitä ei ole sanastossa:
vacancy-closed = Järjestys alla on sellainen kuin se olisi, jos hakijoita otettaisiin.
facts-title = Ehdot
advert = Ilmoitus

need-must = vaaditaan
need-should = toivotaan
need-nice = eduksi

fact-place = Paikka
fact-remote = Etätyö
fact-starts = Alkaa
fact-ends = Päättyy
fact-closes = Haku päättyy
fact-contract = Työsuhde
fact-hours = Työaika
fact-shifts = Vuorot
fact-kinds = Työn muoto
fact-positions = Paikkoja
fact-pay = Palkka
fact-conditions = Työpaikka tarjoaa
fact-routes = Työnantajalle sopii
fact-age = Lain mukainen alaikäraja
fact-checks = Työnantaja tarkistaa valitulta lain mukaan
fact-source = Lähde
contract-permanent = Toistaiseksi
contract-fixed-term = Määräaikainen
hours-full = kokoaikainen
hours-part = osa-aikainen
hours-weekly = { $hours } t viikossa
shift-day = päivä
shift-evening = ilta
shift-night = yö
shift-weekend = viikonloppu
kind-agency = vuokratyö
kind-seasonal = kausityö
kind-summer = kesätyö
kind-on-call = tarvittaessa töihin kutsuttava
kind-apprenticeship = oppisopimus
kind-training = harjoittelu
kind-commission = provisiopalkkainen työ
condition-no-heavy-lifting = ei raskaita nostoja
condition-sitting = istumatyö
condition-standing = seisomatyö
condition-step-free = esteetön kulku
condition-max-hours-day = lyhyempi työpäivä
condition-no-nights = ei yötyötä
condition-quiet = rauhallinen tila
condition-no-driving = ei ajamista
condition-plain-instructions = selkokieliset ohjeet
condition-workplace-coach = työhönvalmentaja työpaikalla
route-wage-subsidy = palkkatuki
route-work-try-out = työkokeilu
route-apprenticeship = oppisopimus
route-training-agreement = koulutussopimus
route-rekrykoulutus = rekrykoulutus
route-labour-market-training = työvoimakoulutus
route-job-arrangement-support = työolosuhteiden järjestelytuki
check-criminal-record-children = rikosrekisteriote (työ lasten kanssa)
check-criminal-record = rikosrekisteriote
check-vaccination = rokotussuoja tai sairastettu tauti (tartuntatautilaki 48 §)
check-security-clearance = turvallisuusselvitys
check-drug-test = huumausainetesti
check-health = terveystarkastus
check-credit = luottotiedot
pay-unit-hour = €/tunti
pay-unit-day = €/päivä
pay-unit-month = €/kk
pay-unit-year = €/vuosi
pay-basis-collective-agreement = työehtosopimuksen mukaan
pay-basis-time = aikapalkka
pay-basis-piece = urakkapalkka
pay-basis-commission = provisiopalkka

basis = Arvioitavissa
basis-name-full = Hyvin
basis-name-thin = Niukasti
basis-name-none = Ei lainkaan

candidates-title = Ehdokkaat
considered = { $count ->
    [one] Arvioitu { $shown } henkilö: kaikki, jotka voit nähdä.
   *[other] Arvioitu { $shown } henkilöä: kaikki, jotka voit nähdä.
}
groups = Ryhmät
group-all = Kaikki
group-fits = Sopii
group-fits-if = Sopii, jos …
group-not-lawful-yet = Laki estää vielä
group-far = Kaukana
group-unjudged-fits = Ei arvioitu: ei toiveen vastainen
group-unjudged-fits-if = Ei arvioitu: jotain sovittavaa tai kysyttävää
group-unjudged-means-fits = Työstä ei voitu arvioida mitään; se ei ole minkään esitetyn toiveen vastainen.
group-unjudged-means-fits-if = Työstä ei voitu arvioida mitään; ehdoista on jotain sovittavaa tai kysyttävää.
group-means-fits = Kaikki vaadittu on kunnossa ja tiedossa, eikä työ ole minkään esitetyn toiveen vastainen.
group-means-fits-if = Mikä on avoinna, sen voi oppia, siitä voi sopia tai sen voi kysyä.
group-means-not-lawful-yet = Henkilöltä puuttuu tiettävästi jotain, mitä laki edellyttää ennen työn alkamista.
group-means-far = Ei lähiammattia, ja vaadituista osaamisista alle puolet.
meets-nothing = mitään, mitä työssä tarvitaan, ei hänestä vielä tiedetä
meets-little = siitä, mitä työssä tarvitaan, on koossa vain { $points }/{ $max } p
set-aside-title = Mikä karsii eniten
set-aside-what = Vaatimuksittain: kuinka monelta asia tiettävästi puuttuu (samalta henkilöltä voi puuttua useita) ja kuinka moni sopisi, jos juuri siitä luovuttaisiin.
set-aside-people = Puuttuu tiettävästi
set-aside-only = Sopisi ilman sitä
requirement = Vaatimus
nobody-visible = Et näe ketään. Henkilö näkyy sinulle vain, kun kaikki tämä pitää paikkansa: tiedetään, ettei hänellä ole turvakieltoa; tiedetään, että hänet saa yhdistää; valmentaja tarjoaa häntä nyt; ja hän kuuluu roolisi asiakkaisiin. Tieto, joka puuttuu, piilottaa myös: tietueiden tuoja voi antaa sen (--protection, --matching).
nobody-in-group = Tässä ryhmässä ei ole ketään.

half-work = Mitä työssä tarvitaan
half-wishes = Mitä henkilö toivoo
legend-open = Ei tiedossa: voi vielä tuoda pisteitä
legend-track = Pisteitä ei tullut
bar-label = { $points } pistettä { $max } pisteestä; osa-alueet ovat taulukossa
open-points = + { $points } avoinna
part = Osa-alue
parts-title = Pisteet osa-alueittain
points = Pisteet
points-max = Enintään
sum = Summa
ask = Kysy
more-questions = { $count ->
    [one] ja { $shown } kysymys lisää
   *[other] ja { $shown } kysymystä lisää
}
days = { $count ->
    [one] { $shown } päivä
   *[other] { $shown } päivää
}
class-legal = Lain vaatimus
class-title = Tutkinto ja rekisteröinti
class-trainable = Opittavissa
class-negotiable = Sovittavissa
class-core = Työn ydin
state = Tila
state-met = on
state-near = lähellä
state-unknown = ei tiedossa
state-missing = puuttuu
because = Perustelu
nearness = läheisyys { $percent } %
field-headline = otsikko
field-text = omat sanat
field-skills = osaaminen
field-employments = työhistoria
field-educations = koulutus
field-languages = kieli
field-permits = lupa
field-wishes = toiveet
field-title = otsikko
field-description = ilmoitus
expired = vanhentunut
missing-title = Mitä puuttuu
unknown-title = Kysyttävää
open-title = Mikä on avoinna
routes-title = Mahdollisia palveluja
routes-what = Mahdollinen. Viranomainen päättää.
other-vacancies = Muut työpaikat tälle henkilölle
versions = Arvioitu { $day }. Painotukset { $weights }, sanasto { $taxonomy }.

compare-pick = Vertaa
compare-two = Vertaa kahta valittua
versus-title = Miksi toinen on ylempänä
versus-by-group = { $first } on ryhmässä ”{ $group }” ja { $second } ryhmässä ”{ $other }”: ryhmä ratkaisee ennen pisteitä.
versus-by-points = Ero välillä { $first } – { $second }: { $points } p; eniten siitä tuo { $part } ({ $most }).
versus-same = Mikään ei erota heitä: tasapisteissä järjestyksen ratkaisee arpa, joka ei muutu.
versus-choose-two = Valitse kaksi henkilöä vertailuun.
versus-parts = Osa-alueittain
difference = Ero

jobs-title = Työpaikat tälle henkilölle
jobs-considered = { $count ->
    [one] Arvioitu { $shown } avoin työpaikka.
   *[other] Arvioitu { $shown } avointa työpaikkaa.
}
jobs-order = Pisteet vertaavat henkilöitä yhteen työpaikkaan, eivät työpaikkoja keskenään. Tässä järjestys on ensin ryhmän, sitten arvioitavuuden ja viimeksi pisteiden mukaan.
no-jobs = Tässä ryhmässä ei ole työpaikkoja.

clients-title = Asiakkaat yhdessä
clients-lead = Omavalmentajan tai palveluyksikön asiakkaat ja heidän parhaat työpaikkansa. Irtisanomistilanteessa ryhmä on se yksikkö, joka palvelee irtisanottuja.
clients-whose = Kenen asiakkaat
clients-people = Henkilöitä
clients-too-many = Liian monta yhdelle sivulle: valitse omavalmentaja.
clients-of-coach = Omavalmentaja
clients-of-unit = Palveluyksikkö
clients-count = { $count ->
    [one] { $shown } asiakas.
   *[other] { $shown } asiakasta.
}
clients-fitted = työpaikkaa sopii ainakin yhdelle
clients-fitted-if = muuta työpaikkaa sopisi ainakin yhdelle, jos avoin asia ratkeaa
clients-without = { $count ->
    [one] { $shown } asiakkaalle ei sovi mikään avoin työpaikka sellaisenaan. Hän on listassa ensimmäisenä.
   *[other] { $shown } asiakkaalle ei sovi mikään avoin työpaikka sellaisenaan. He ovat listassa ensimmäisinä.
}
clients-not-offered = Asiakas, jota omavalmentaja ei juuri nyt tarjoa, näkyy vain omavalmentajalle itselleen.
clients-best = Parhaat työpaikat
clients-missing = puuttuu: { $what }
clients-agree = sovittavaa: { $what }
clients-card = Kortti tai lupa, joka avaa eniten
clients-none = Mikään avoin työpaikka ei ole lähellä.
clients-step = Avaa eniten
clients-opens = { $count ->
    [one] avaa { $shown } työpaikan
   *[other] avaa { $shown } työpaikkaa
}
clients-no-step = Mikään yksittäinen askel ei avaa uutta työpaikkaa.
step-skill = osaaminen
step-permit = lupa tai kortti
step-language-level = yhtä tasoa parempi kielitaito
step-car = auto käyttöön
step-commute-15-minutes-more = 15 minuuttia pidempi työmatka
step-commute-30-minutes-more = 30 minuuttia pidempi työmatka
step-any-shifts = kaikki työvuorot käyvät
step-any-hours = mikä tahansa työaika käy
step-any-contract = myös muu työsuhteen kesto käy
step-any-kind = myös torjuttu työn muoto käy
step-any-start = aloitus milloin tahansa
step-any-occupation = myös muu kuin toiveammatti käy
step-any-place = myös muu kuin toivottu kunta käy
step-one-condition-less = yksi ehto vähemmän
offer-open = tarjotaan
offer-with-support = tarjotaan tuen kanssa
offer-routes-only = vain palvelun kautta
offer-not-now = ei tarjota nyt
agency = Vuokrayritys
agency-title = Mitä vuokrayritys näkee
agency-lead = Sama työpaikka kahdesta suunnasta: sinun näkymäsi ja se, minkä vuokrayrityksen järjestelmä saa vastaukseksi.
agency-link = Mitä vuokrayritys näkee?
agency-you-see = Sinä näet
agency-sees = Vuokrayritys { $agency } näkee
agency-considered = { $count ->
    [one] Arvioitu { $shown } henkilö: kaikki, jotka ovat suostuneet näkymään sille tällaisessa työssä.
   *[other] Arvioitu { $shown } henkilöä: kaikki, jotka ovat suostuneet näkymään sille tällaisessa työssä.
}
agency-pseudonym = Peitenimi. Pisteet on laskettu vain siitä, minkä suostumus luovuttaa; muu on tuntematonta.
agency-not-there = Henkilö ei ole vuokrayrityksen vastauksessa. Hän ei ole suostunut, tai häntä ei tarjota vuokrayrityksille.
agency-none = Kukaan ei ole suostunut näkymään vuokrayritykselle.
agency-closed = Vuokrayritys saa ehdokkaita vain avoimiin työpaikkoihin.
agency-list = Ehdokkaat vuokrayrityksen näkyminä
agency-nobody = Vuokrayritys ei saa tähän ketään.
agency-never = Mitä vuokrayrityksen vastauksessa ei koskaan ole
agency-never-name = nimeä, yhteystietoja eikä kunnan järjestelmän tunnuksia
agency-never-words = henkilön omia sanoja eikä entisten työnantajien nimiä
agency-never-home = kotikuntaa, ellei suostumus luovuta sitä
agency-never-conditions = työn ehtoja, kuten nostorajoitetta
agency-never-services = palkkatukea tai muita palveluja eikä omavalmentajan arviota
agency-never-right = työnteko-oikeuden lajia: työnantaja tarkistaa sen
no = Ei
years-short = { $count ->
    [one] { $shown } v
   *[other] { $shown } v
}
months-short = { $count ->
    [one] { $shown } kk
   *[other] { $shown } kk
}
vacancy-closed-on = Haku päättyi { $day }.
vacancy-is-open = Haku on päättynyt.
vacancy-is-paused = Haku on keskeytetty.
vacancy-is-filled = Paikka on täytetty.
vacancy-is-withdrawn = Ilmoitus on vedetty pois.
compare-how = Valitse listasta kaksi.
legend-wishes = Toive, jota ei ole sanottu, tuo { $percent } % pisteistään

not-asked-title = Ilmoituksessa kysytään, mitä työnantaja ei saa kysyä
not-asked-what = Otetaan puheeksi työnantajan kanssa. Mitään tästä ei pisteytetä.
not-asked-age = ikä: ei saa kysyä, ellei laki aseta rajaa (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §)
not-asked-family = perhe, raskaus tai avioliitto (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §; tasa-arvolaki 609/1986, 14 §)
not-asked-origin = alkuperä, kansalaisuus tai äidinkieli, jota työ ei edellytä (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §)
not-asked-belief = uskonto tai vakaumus (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §)
not-asked-health = terveys tai vamma (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §; laki yksityisyyden suojasta työelämässä 759/2004, 5 §)
not-asked-union = ammattiliiton jäsenyys (yhdenvertaisuuslaki 1325/2014, 8 ja 17 §)
not-asked-sex = sukupuoli (tasa-arvolaki 609/1986, 14 §)
