# Jobb, kandidater, poäng.

yes = Ja
show = Visa
next-page = Nästa sida
show-more = Visa fler
first-page = Tillbaka till första sidan
municipality = Kommun
any-municipality = Alla kommuner
vacancy = Jobb

home-title = Arbete och arbetstagare, på öppna grunder
home-lead = Se vem som passar för ett jobb och varför, vem som nästan passar och vad du ska fråga först.
home-vacancies = lediga jobb
home-situations = Var du kan börja
home-as-of = Allt bedöms enligt dagen { $day }.
home-situations-what = Situationer ur tjänstens vardag i den här påhittade regionen.

vacancies-title = Lediga jobb
vacancies-count = { $count ->
    [one] { $shown } ledigt jobb
   *[other] { $shown } lediga jobb
}
vacancies-none = Det finns inga lediga jobb här.
untitled-vacancy = Jobb utan rubrik
about-vacancy = Om jobbet
asked-title = Krav och önskemål
asked-nothing = Annonsen innehåller inget som kan bedömas.
asked-points = Talet är den högsta poäng som var och en kan ge.
unresolved = Sparade som ord, eftersom de inte finns i begreppslistan:
vacancy-closed = Ordningen nedan är den som skulle gälla om sökande togs emot.
facts-title = Villkor
advert = Annonsen

need-must = krävs
need-should = önskas
need-nice = meriterande

fact-place = Plats
fact-remote = Distansarbete
fact-starts = Börjar
fact-ends = Slutar
fact-closes = Sök senast
fact-contract = Anställning
fact-hours = Arbetstid
fact-shifts = Skift
fact-kinds = Arbetsform
fact-positions = Platser
fact-pay = Lön
fact-conditions = Arbetsplatsen erbjuder
fact-routes = Arbetsgivaren är öppen för
fact-age = Lagstadgad åldersgräns
fact-checks = Arbetsgivaren kontrollerar den som valts, enligt lag
fact-source = Källa
contract-permanent = Tills vidare
contract-fixed-term = Visstid
hours-full = heltid
hours-part = deltid
hours-weekly = { $hours } h i veckan
shift-day = dag
shift-evening = kväll
shift-night = natt
shift-weekend = veckoslut
kind-agency = hyrt arbete
kind-seasonal = säsongsarbete
kind-summer = sommarjobb
kind-on-call = arbete vid behov
kind-apprenticeship = läroavtal
kind-training = praktik
kind-commission = arbete med provisionslön
condition-no-heavy-lifting = inga tunga lyft
condition-sitting = sittande arbete
condition-standing = stående arbete
condition-step-free = tillgänglig passage utan trappsteg
condition-max-hours-day = kortare dag
condition-no-nights = inget nattarbete
condition-quiet = en lugn plats
condition-no-driving = ingen körning
condition-plain-instructions = anvisningar på lättläst språk
condition-workplace-coach = arbetscoach på arbetsplatsen
route-wage-subsidy = lönesubvention
route-work-try-out = arbetsprövning
route-apprenticeship = läroavtal
route-training-agreement = utbildningsavtal
route-rekrykoulutus = rekryteringsutbildning
route-labour-market-training = arbetskraftsutbildning
route-job-arrangement-support = stöd för ordnande av arbetsförhållandena
check-criminal-record-children = straffregisterutdrag (arbete med barn)
check-criminal-record = straffregisterutdrag
check-vaccination = skydd genom vaccination eller genomgången sjukdom (48 § i lagen om smittsamma sjukdomar)
check-security-clearance = säkerhetsutredning
check-drug-test = narkotikatest
check-health = hälsoundersökning
check-credit = kredituppgifter
pay-unit-hour = €/timme
pay-unit-day = €/dag
pay-unit-month = €/mån
pay-unit-year = €/år
pay-basis-collective-agreement = enligt kollektivavtal
pay-basis-time = tidlön
pay-basis-piece = ackordslön
pay-basis-commission = provisionslön

basis = Kan bedömas
basis-name-full = Väl
basis-name-thin = Knappt
basis-name-none = Inte alls

candidates-title = Kandidater
considered = { $count ->
    [one] { $shown } person bedömd: alla som du får se.
   *[other] { $shown } personer bedömda: alla som du får se.
}
groups = Grupper
group-all = Alla
group-fits = Passar
group-fits-if = Passar om …
group-not-lawful-yet = Lagen hindrar ännu
group-far = Långt ifrån
group-unjudged-fits = Inte bedömt: inget önskemål talar emot
group-unjudged-fits-if = Inte bedömt: något att komma överens eller fråga om
group-unjudged-means-fits = Ingenting i arbetet kunde bedömas; inget uttalat önskemål talar emot.
group-unjudged-means-fits-if = Ingenting i arbetet kunde bedömas; något i villkoren är att komma överens eller fråga om.
group-means-fits = Allt som krävs är i sin ordning och känt, och arbetet strider inte mot något uttalat önskemål.
group-means-fits-if = Det som är öppet går att lära sig, komma överens om eller fråga om.
group-means-not-lawful-yet = Personen saknar veterligen något som lagen kräver innan arbetet börjar.
group-means-far = Inget närliggande yrke, och färre än hälften av de kompetenser som krävs.
meets-nothing = inget av det som arbetet kräver är ännu känt om personen
meets-little = av det som arbetet kräver är bara { $points }/{ $max } p uppfyllt
set-aside-title = Vad som gallrar mest
set-aside-what = Krav för krav: hur många som veterligen saknar det (samma person kan sakna flera) och hur många som skulle passa om just det kravet ströks.
set-aside-people = Saknar det veterligen
set-aside-only = Skulle passa utan det
requirement = Krav
nobody-visible = Du ser ingen. En person visas för dig bara när allt detta stämmer: det är känt att hen inte har en spärrmarkering; det är känt att hen får matchas; coachen erbjuder hen nu; och hen hör till din rolls kunder. Också det som inte är känt döljer: den som importerar posterna kan ge det (--protection, --matching).
nobody-in-group = Ingen finns i den här gruppen.

half-work = Vad arbetet kräver
half-wishes = Vad personen önskar
legend-open = Inte känt: kan ännu ge poäng
legend-track = Gav inga poäng
bar-label = { $points } av { $max } poäng; delarna finns i tabellen
open-points = + { $points } öppna
part = Del
parts-title = Poäng per del
points = Poäng
points-max = Högst
sum = Summa
ask = Fråga
more-questions = { $count ->
    [one] och { $shown } fråga till
   *[other] och { $shown } frågor till
}
days = { $count ->
    [one] { $shown } dag
   *[other] { $shown } dagar
}
class-legal = Lagkrav
class-title = Examen och registrering
class-trainable = Går att lära sig
class-negotiable = Går att komma överens om
class-core = Kärnan i arbetet
state = Läge
state-met = finns
state-near = nära
state-unknown = inte känt
state-missing = saknas
because = Motivering
nearness = närhet { $percent } %
field-headline = rubrik
field-text = egna ord
field-skills = kompetens
field-employments = arbetshistoria
field-educations = utbildning
field-languages = språk
field-permits = tillstånd
field-wishes = önskemål
field-title = rubrik
field-description = annons
expired = har gått ut
missing-title = Vad som saknas
unknown-title = Att fråga
open-title = Vad som är öppet
routes-title = Möjliga tjänster
routes-what = Möjligt. Myndigheten beslutar.
other-vacancies = Andra jobb för personen
versions = Bedömt { $day }. Vikter { $weights }, begrepp { $taxonomy }.

compare-pick = Jämför
compare-two = Jämför de två valda
versus-title = Varför den ena är högre upp
versus-by-group = { $first } finns i gruppen ”{ $group }” och { $second } i ”{ $other }”: gruppen går före poängen.
versus-by-points = Skillnaden mellan { $first } och { $second } är { $points } poäng; mest av den kommer från { $part } ({ $most }).
versus-same = Inget skiljer dem åt: vid lika poäng avgörs ordningen av en lott som inte ändras.
versus-choose-two = Välj två personer att jämföra.
versus-parts = Del för del
difference = Skillnad

jobs-title = Jobb för personen
jobs-considered = { $count ->
    [one] { $shown } ledigt jobb bedömt.
   *[other] { $shown } lediga jobb bedömda.
}
jobs-order = Poängen jämför personer för ett jobb, inte jobb med varandra. Här är ordningen först efter grupp, sedan efter hur väl jobbet kan bedömas och sist efter poäng.
no-jobs = Inga jobb i den här gruppen.

clients-title = Kunderna tillsammans
clients-lead = En egen coachs eller en serviceenhets kunder och de bästa jobben för var och en. Vid uppsägningar är gruppen den enhet som betjänar de uppsagda.
clients-whose = Vems kunder
clients-people = Personer
clients-too-many = För många för en sida: välj en egen coach.
clients-of-coach = Egen coach
clients-of-unit = Serviceenhet
clients-count = { $count ->
    [one] { $shown } kund.
   *[other] { $shown } kunder.
}
clients-fitted = jobb passar åtminstone en person
clients-fitted-if = andra jobb skulle passa åtminstone en person, om det som är öppet löser sig
clients-without = { $count ->
    [one] För { $shown } kund passar inget ledigt jobb som det är. Personen står först i listan.
   *[other] För { $shown } kunder passar inget ledigt jobb som det är. De står först i listan.
}
clients-not-offered = En kund som den egna coachen inte erbjuder just nu syns bara för coachen själv.
clients-best = Bästa jobben
clients-missing = saknas: { $what }
clients-agree = att komma överens om: { $what }
clients-card = Det kort eller tillstånd som öppnar mest
clients-none = Inget ledigt jobb är nära.
clients-step = Öppnar mest
clients-opens = { $count ->
    [one] öppnar { $shown } jobb
   *[other] öppnar { $shown } jobb
}
clients-no-step = Inget enskilt steg öppnar ett nytt jobb.
step-skill = kompetens
step-permit = tillstånd eller kort
step-language-level = språkkunskaper en nivå högre
step-car = tillgång till bil
step-commute-15-minutes-more = 15 minuter längre arbetsresa
step-commute-30-minutes-more = 30 minuter längre arbetsresa
step-any-shifts = alla skift går bra
step-any-hours = vilken arbetstid som helst går bra
step-any-contract = också annan anställningstid går bra
step-any-kind = också en avböjd arbetsform går bra
step-any-start = start när som helst
step-any-occupation = också annat än det önskade yrket går bra
step-any-place = också en annan än den önskade kommunen går bra
step-one-condition-less = ett villkor mindre
offer-open = erbjuds
offer-with-support = erbjuds med stöd
offer-routes-only = bara genom en tjänst
offer-not-now = erbjuds inte nu
agency = Bemanningsföretag
agency-title = Vad bemanningsföretaget ser
agency-lead = Samma jobb från två håll: din vy och det svar som bemanningsföretagets system får.
agency-link = Vad ser bemanningsföretaget?
agency-you-see = Du ser
agency-sees = Bemanningsföretaget { $agency } ser
agency-considered = { $count ->
    [one] { $shown } person bedömd: alla som har samtyckt till att synas för företaget i sådant arbete.
   *[other] { $shown } personer bedömda: alla som har samtyckt till att synas för företaget i sådant arbete.
}
agency-pseudonym = Pseudonym. Poängen räknas bara på det som samtycket lämnar ut; resten är okänt.
agency-not-there = Personen finns inte i bemanningsföretagets svar: hen har inte samtyckt eller erbjuds inte bemanningsföretag.
agency-none = Ingen har samtyckt till att synas för ett bemanningsföretag.
agency-closed = Bemanningsföretag får kandidater bara till lediga jobb.
agency-list = Kandidaterna så som företaget ser dem
agency-nobody = Bemanningsföretaget får ingen kandidat till det här jobbet.
agency-never = Det som aldrig finns i företagets svar
agency-never-name = namn, kontaktuppgifter eller koder ur kommunens system
agency-never-words = personens egna ord eller tidigare arbetsgivares namn
agency-never-home = hemkommun, om inte samtycket lämnar ut den
agency-never-conditions = villkor för arbetet, till exempel lyftbegränsning
agency-never-services = lönesubvention eller andra tjänster, eller coachens bedömning
agency-never-right = arten av rätten att arbeta: arbetsgivaren kontrollerar den
no = Nej
years-short = { $count ->
    [one] { $shown } år
   *[other] { $shown } år
}
months-short = { $count ->
    [one] { $shown } mån
   *[other] { $shown } mån
}
vacancy-closed-on = Ansökningstiden gick ut { $day }.
vacancy-is-open = Ansökningstiden har gått ut.
vacancy-is-paused = Ansökningen är avbruten tills vidare.
vacancy-is-filled = Platsen är tillsatt.
vacancy-is-withdrawn = Annonsen är återkallad.
compare-how = Välj två i listan.
legend-wishes = Ett önskemål som inte är sagt ger { $percent } % av sina poäng

not-asked-title = Annonsen frågar efter sådant som ingen arbetsgivare får fråga
not-asked-what = Tas upp med arbetsgivaren. Inget av det ger eller tar poäng.
not-asked-age = ålder: får inte frågas, om inte en lag sätter en gräns (diskrimineringslagen 1325/2014, 8 och 17 §)
not-asked-family = familj, graviditet eller äktenskap (diskrimineringslagen 1325/2014, 8 och 17 §; jämställdhetslagen 609/1986, 14 §)
not-asked-origin = ursprung, nationalitet eller modersmål som arbetet inte kräver (diskrimineringslagen 1325/2014, 8 och 17 §)
not-asked-belief = religion eller övertygelse (diskrimineringslagen 1325/2014, 8 och 17 §)
not-asked-health = hälsa eller funktionsnedsättning (diskrimineringslagen 1325/2014, 8 och 17 §; lagen om integritetsskydd i arbetslivet 759/2004, 5 §)
not-asked-union = medlemskap i en fackförening (diskrimineringslagen 1325/2014, 8 och 17 §)
not-asked-sex = kön (jämställdhetslagen 609/1986, 14 §)
