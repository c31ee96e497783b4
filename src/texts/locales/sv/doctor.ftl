# kohtaanto doctor: delarna av en installation och hur de mår.

doctor-well = Allt är som det ska. Indexet, projektionen och läsarens tabeller granskades inte: de görs om av sig själva om de är skadade.
doctor-ill = { $count ->
    [one] En sak är inte som den ska.
   *[other] { $shown } saker är inte som de ska.
}
doctor-is-sound = i ordning
doctor-is-notice = obs
doctor-is-broken = INTE I ORDNING
doctor-part-settings = inställningar
doctor-part-files = filer
doctor-part-database = databas
doctor-part-sequence = ändringar
doctor-part-records = poster
doctor-part-ledger = logg
doctor-part-erasures = raderingar
doctor-part-taxonomy = klassificering
doctor-part-words = finska ord
doctor-settings-sound = kan läsas
doctor-settings-wrong = en inställning är omöjlig; `kohtaanto config check` nämner dem alla
doctor-files-sound = datakatalogen innehåller bara programmets egna filer
doctor-files-open = andra än ägaren får läsa dessa filer; ta bort rätten med chmod go-rwx
doctor-files-strange = dessa filer är inte programmets; en radering når dem inte
doctor-database-sound = hel och enligt detta programs schema
doctor-database-damaged = skadad; återställ en säkerhetskopia
doctor-database-older = enligt ett äldre schema ({ $shown }); nästa kommando som öppnar den uppdaterar den
doctor-database-newer = enligt ett nyare schema ({ $shown }); använd det nyare programmet som skrev den
doctor-database-not-durable = dessa inställningar i PostgreSQL är avstängda: det som har kvitterats kan gå förlorat vid strömavbrott
doctor-sequence-sound = { $shown } ändringar, numrerade utan luckor
doctor-sequence-broken = ändringarnas nummer har en lucka; återställ en säkerhetskopia eller, när orsaken är känd, kör `kohtaanto reindex`
doctor-sequence-unreadable = ändringarna kan inte läsas; återställ en säkerhetskopia
doctor-records-sound = { $shown } poster kan läsas
doctor-records-unreadable = dessa poster kan inte läsas; importera dem på nytt eller återställ en säkerhetskopia
doctor-ledger-sound = { $shown } löv, kedjan hel; `kohtaanto audit verify --checkpoint` jämför den med kontrollpunkter som förvaras någon annanstans
doctor-ledger-broken = den är inte som den skrevs; spara en kopia av data som bevis och se `kohtaanto audit verify`
doctor-ledger-unreadable = loggen kan inte läsas; återställ en säkerhetskopia
doctor-erasures-sound = raderingslistan säger detsamma som posterna ({ $shown } rader)
doctor-erasures-missing = personer har raderats, men listan över dem saknas; lägg tillbaka den, för utan den kan ingen säkerhetskopia återställas
doctor-erasures-damaged = raderingslistan är skadad eller hör till en annan installation; lägg tillbaka den rätta
doctor-erasures-torn = raderingslistan slutar mitt i en rad; kör `kohtaanto erasures apply` med en hel kopia
doctor-erasures-behind = raderingslistan vet mindre än posterna: den är avklippt eller en gammal kopia; lägg tillbaka den nyaste
doctor-erasures-unapplied = listan nämner personer som har raderats och som ännu kan finnas bland posterna; nästa kommando som öppnar dem raderar dem
doctor-erasures-other = raderingslistan och posterna skiljer sig på en rad; lägg tillbaka den rätta listan
doctor-erasures-unfinished = någon har raderats, men filerna är ännu inte fria från personens uppgifter; nästa kommando som öppnar data fortsätter raderingen
doctor-erasures-unreadable = uppgifterna om raderingar kan inte läsas; återställ en säkerhetskopia
doctor-taxonomy-sound = { $shown } begrepp
doctor-taxonomy-starter = programmets egen startklassificering med { $shown } begrepp; importera ESCO med `kohtaanto taxonomy import`
doctor-taxonomy-damaged = den kan inte läsas; importera ESCO på nytt
doctor-words-sound = libvoikko läser dem
doctor-words-off = läses utan libvoikko, så som inställningarna säger
doctor-words-plain = libvoikko är inte installerat; orden läses med programmets egna regler, något sämre
doctor-words-missing = libvoikko, som inställningarna nämner, kan inte öppnas
