# Tabeller i terminalen.

col-id = kod
col-name = namn
col-group = grupp
col-open = saknas eller att fråga
col-need = behov
col-kind = slag
col-what = vad
col-place = plats
col-about = mer
col-where = var
col-step = steg
col-role = roll
col-organisation = organisation
col-who = vem
col-vacancy = jobb
col-purpose = ändamål
col-when = när
col-how = hur
col-clients = kunder
col-state = läge
col-expires = gäller till
col-label = beteckning
col-name-or-title = namn eller rubrik
col-gained-vacancies = jobb som öppnas
col-gained-people = fler personer
sight-listed = listad
sight-opened = öppnad
sight-own = arbetskraftsservicen
sight-contact = kontaktuppgifter gavs
sight-exported = exporterad till en fil
sight-counted = räknad, utan att någon nämns
col-fair-shown = visade
col-fair-listed = på listor
col-fair-place = plats på listorna
col-fair-opened = öppnade
col-fair-run = på körningens listor
col-fair-rank = plats i körningen
col-fair-people = människor
fairness-none = Det finns inga människor att räkna.
key-valid = i kraft
key-revoked = återkallad
key-expired = utgången
key-never = tills vidare
course-sum = Kunde gå kursen: { $able } av { $considered }. Skulle komma att passa för något jobb: { $people }. Jobb som de inte passar för nu: { $vacancies } (par: { $pairs }).
rows-more = { $count ->
    [one] … och { $shown } rad till; --csv ger alla
   *[other] … och { $shown } rader till; --csv ger alla
}
col-employer = arbetsgivare
col-open-now = öppna nu
employers-considered = { $count ->
    [one] en arbetsgivare
   *[other] { $shown } arbetsgivare
}
what-if-by-law = kräver lagen, kan inte strykas
what-if-no-requirement = Inget enskilt krav som stryks skulle föra någon till ”Passar”.
employers-none = Inget företag har haft en plats som ligger nära personen.
people-hidden = { $count ->
    [one] { $shown } person är dold, av dessa skäl:
   *[other] { $shown } personer är dolda; efter skäl, och en person kan ha flera:
}
export-hidden = { $count ->
    [one] { $shown } person är dold för dig och lämnades utanför
   *[other] { $shown } personer är dolda för dig och lämnades utanför
}
