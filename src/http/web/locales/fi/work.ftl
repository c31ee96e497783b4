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
home-situations-what = Tilanteita yrityskoordinaattorin päivästä tällä keksityllä alueella.

vacancies-title = Avoimet työpaikat
vacancies-count = { $count ->
    [one] { $shown } avoin työpaikka
   *[other] { $shown } avointa työpaikkaa
}
vacancies-none = Täällä ei ole avoimia työpaikkoja.
untitled-vacancy = Nimetön työpaikka
about-vacancy = Tietoja työpaikasta
asked-title = Mitä pyydetään
asked-nothing = Työpaikka ei nimeä mitään arvioitavaa.
asked-points = Luku kertoo, montako pistettä kukin voi enintään antaa.
unresolved = Säilytetty sanoina, koska sanasto ei tunne näitä:
vacancy-closed = Tähän työpaikkaan ei oteta hakijoita.
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
fact-kinds = Työn laji
fact-positions = Paikkoja
fact-pay = Palkka
fact-conditions = Työpaikka tarjoaa
fact-routes = Työnantajalle sopii
fact-age = Alin ikä lain mukaan
fact-checks = Työnantaja tarkistaa valinnan jälkeen lain mukaan
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
kind-on-call = tarvittaessa kutsuttava työ
kind-apprenticeship = oppisopimus
kind-training = harjoittelu
kind-commission = provisiopalkkainen työ
condition-no-heavy-lifting = ei raskaita nostoja
condition-sitting = työ istuen
condition-standing = työ seisten
condition-step-free = esteetön kulku
condition-max-hours-day = lyhyempi päivä
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
basis-thin = Työpaikka kertoo vähän: alle kolme arvioitavaa asiaa tai ei ammattia. Pisteet kertovat tässä vähemmän; kysy työnantajalta lisää.
basis-none = Työn puoliskoa ei voi arvioida: työpaikka ei nimeä ammattia, osaamista, lupaa, kieltä eikä koulutusta. Tämä ei ole nolla.

candidates-title = Ehdokkaat
considered = { $count ->
    [one] Arvioitu { $shown } henkilö: kaikki, jotka voit nähdä.
   *[other] Arvioitu { $shown } henkilöä: kaikki, jotka voit nähdä.
}
groups = Ryhmät
group-all = Kaikki
group-fits = Sopii
group-fits-if = Sopii, jos …
group-not-lawful-yet = Ei vielä laillista
group-far = Kaukana
group-means-fits = Mitään vaadittua ei puutu eikä ole tuntematta, eikä mikään sanottu toive rikkoudu.
group-means-fits-if = Avoimet asiat voi oppia, sopia tai kysyä.
group-means-not-lawful-yet = Jokin, mitä laki edellyttää ennen työn alkua, puuttuu varmasti.
group-means-far = Ei läheistä ammattia, ja alle puolet vaadituista osaamisista.
set-aside-title = Mikä karsii eniten
set-aside-what = Vaaditut asiat: kuinka monelta kunkin tiedetään puuttuvan (samalta henkilöltä voi puuttua useita) ja kuinka moni sopisi, jos juuri siitä luovuttaisiin.
set-aside-people = Tiedetään puuttuvan
set-aside-only = Sopisi ilman sitä
requirement = Vaatimus
nobody-visible = Et voi nähdä ketään. Henkilö näytetään, kun hänen profiilinsa sallii yhteensovittamisen ja tiedetään, ettei hänellä ole turvakieltoa; tuntematon tarkoittaa piilotettua.
nobody-in-group = Tässä ryhmässä ei ole ketään.

half-work = Mitä työ pyytää
half-wishes = Mitä henkilö toivoo
legend-open = Tuntematon: vielä saatavissa
legend-track = Ei saatu
bar-label = { $points } pistettä { $max } pisteestä; osat ovat taulukossa
open-points = + { $points } avoinna
part = Osa
parts-title = Pisteet osittain
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
class-legal = Laki
class-trainable = Opittavissa
class-negotiable = Sovittavissa
class-core = Työn ydin
state = Tila
state-met = on
state-near = lähellä
state-unknown = tuntematon
state-missing = puuttuu
because = Miksi
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
missing-title = Mitä puuttuu
unknown-title = Kysyttävää
open-title = Mikä on avoinna
routes-title = Mahdollisia reittejä
routes-what = Mahdollinen; viranomainen päättää.
other-vacancies = Muut työpaikat tälle henkilölle
versions = Arvioitu { $day }. Painotukset { $weights }, sanasto { $taxonomy }.

compare-pick = Vertaa
compare-two = Vertaa kahta valittua
versus-title = Miksi toinen on ylempänä
versus-by-group = { $first } on ryhmässä ”{ $group }” ja { $second } ryhmässä ”{ $other }”: ryhmä ratkaisee ennen pisteitä.
versus-by-points = Ero välillä { $first } – { $second } on { $points } pistettä; eniten siitä tuo { $part } ({ $most }).
versus-same = Mikään ei erota heitä: järjestys on tasavertaisten kesken kiinteä arpa.
versus-choose-two = Valitse kaksi henkilöä vertailuun.
versus-parts = Osa osalta
difference = Ero

jobs-title = Työpaikat tälle henkilölle
jobs-considered = { $count ->
    [one] Arvioitu { $shown } avoin työpaikka.
   *[other] Arvioitu { $shown } avointa työpaikkaa.
}
jobs-order = Pisteet vertaavat henkilöitä yhteen työpaikkaan, eivät työpaikkoja keskenään. Järjestys on tässä ryhmän, arvioitavuuden ja sitten pisteiden mukaan.
no-jobs = Tässä ryhmässä ei ole työpaikkoja.
