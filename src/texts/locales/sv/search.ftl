# Sökning och kompetensgap.

search-in = Sök bland
search-do = Sök
search-people = Personer
search-vacancies = Jobb
search-words = Sökord
search-example = närvårdare "demensvård" -nattarbete
search-help = Alla ord söks i alla böjningsformer. "En fras" inom citattecken, minus före ett ord som ska bort, asterisk efter början av ett ord.
filters = Avgränsa
clear-filters = Ta bort avgränsningar
facet-municipalities = Kommun
facet-concepts = Yrke
facet-permits = Tillstånd och kort
found = { $count ->
    [0] Inga träffar
    [one] { $shown } träff
   *[other] { $shown } träffar
}
found-nothing = Inget innehåller de här orden. Pröva färre ord eller ett bredare ord.

gaps-title = Kompetensgap
gaps-lead = Vad som behövs i de lediga jobben och hur många som har det.
gaps-chart = De största gapen
gaps-none = Det finns inget att räkna här.
gaps-suppressed = Ett streck (–) betyder att antalet inte visas: det är en till fyra, eller så kunde man räkna ut ett sådant genom att dra ifrån. Så kan ingen kännas igen.
as-csv = Ladda ner som CSV
demand = Efterfrågan
supply = Utbud
gap = Gap
too-few = –
gaps-of = Gap i
gaps-of-skill = Kompetenser
gaps-of-occupation = Yrken
gaps-of-permit = Tillstånd och kort
gaps-whole-region = Hela området
gaps-largest = De största först; CSV-filen har alla.

course-title = Vad en kurs skulle öppna
course-link = Vad skulle en kurs öppna?
course-lead = Välj vad kursen ger. Svaret visar hur många som skulle flytta till dem som passar, var de bor och vilka jobb som skulle öppnas.
course-by-place = Per kommun
course-what = Kursen kan tas av den som uppfyller förkunskaperna. Nytta har den som efter kursen skulle passa för något jobb som den inte passar för nu. Personer räknas efter hemkommun, jobb efter den kommun där arbetet finns, var och en en gång; ett jobb som skulle öppnas för färre än fem varken räknas eller nämns. De som har nytta kan vara många fler än platserna: talet säger för vem något som kursen ger skulle öppna något jobb, inte vem som skulle komma till kursen.
course-alone = Några har nytta redan av en enda sak som kursen ger. Vad var och en skulle öppna för sig:
course-able = Kunde gå kursen
course-gain = Skulle ha nytta
course-vacancies = Jobb skulle öppnas
course-opened = { $count ->
    [one] { $shown } jobb skulle öppnas för minst fem personer
   *[other] { $shown } jobb skulle vart och ett öppnas för minst fem personer
}
course-nothing = Kursen skulle inte flytta någon, eller färre än fem, till dem som passar för ett jobb: det den ger krävs inte, eller så är hindret ett annat.
course-plan = Planera en kurs
course-cards = Kort
course-skills = Kompetenser som det är störst brist på
course-finnish = Förkunskap: finska
course-no-level = krävs inte
course-seats = Platser på kursen
seats = { $count ->
    [one] { $shown } plats
   *[other] { $shown } platser
}
place-not-known = Inte känt
search-note-quote-unpaired = Ett citattecken står utan sitt par och lämnades bort: stäng det för att hitta orden bredvid varandra.
search-note-only-exclusions = Du sade bara vad som inte söks, så allt annat räknas upp och ordningen säger ingenting. Lägg till ett ord som söks.
search-note-cut = Orden är för många: bara de första lästes.
facets-none = Här finns inget att avgränsa sökningen med.
search-too-long = Orden är längre än { $most } tecken.
