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
gaps-lead = Vad lediga jobb söker och hur många som har det.
gaps-chart = De största gapen
gaps-none = Det finns inget att räkna här.
gaps-suppressed = Antal på en till fyra personer visas inte, så att ingen kan kännas igen.
as-csv = Ladda ner som CSV
demand = Söks
supply = Finns
gap = Gap
too-few = –
gaps-of = Vad
gaps-of-skill = Kompetenser
gaps-of-occupation = Yrken
gaps-of-permit = Tillstånd och kort
gaps-whole-region = Hela området
gaps-largest = De största först; CSV-filen har alla.
