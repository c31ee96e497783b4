# Poängsättningens ord: delar, grunder, brister och frågor.
criterion-skills = Kompetens
criterion-occupation = Yrke och erfarenhet
criterion-languages = Språkkunskaper
criterion-permits = Tillstånd och kort
criterion-education = Utbildning
criterion-words = Annonsens övriga ord
criterion-wished_occupation = Önskat yrke
criterion-commute = Arbetsresa
criterion-hours_shifts = Arbetstid och villkor
criterion-start_contract = Start och anställning

asked-experience = minst { $years } års erfarenhet
asked-experience_months = minst { $months ->
    [one] { $months } månads
   *[other] { $months } månaders
} erfarenhet
asked-age = minst { $age } år
asked-right_to_work = rätt att arbeta
asked-car = egen bil
asked-education = { $level ->
    [basic] grundläggande utbildning
    [upper_secondary] examen på andra stadiet
    [specialist] yrkesexamen eller specialyrkesexamen
    [bachelor] lägre högskoleexamen
    [master] högre högskoleexamen
    [doctor] doktorsexamen
   *[other] utbildning
}
asked-wished_occupation = önskat yrke
asked-commute = arbetsresa
asked-hours = arbetstid
asked-shifts = arbetsskift
asked-conditions = villkor för arbetet
asked-start = start
asked-contract = anställningens längd
asked-kinds = arbetets form
native = modersmål
unknown-level = nivån är okänd

reason-holds = Har: { $held }.
reason-in_order = I sin ordning.
reason-holds_near = Nära det som begärs: { $held }.
reason-essential_in_work = Ingår väsentligen i utfört arbete: { $held }.
reason-optional_in_work = Ingår ofta i utfört arbete: { $held }.
reason-words_only = Ordet finns i profilen, men inte som klassificerad kompetens.
reason-implied = Lagen kräver det i yrket, vare sig annonsen nämner det eller inte: { $rule }
reason-not_said = Framgår inte av profilen.
reason-denied = Enligt profilen finns detta inte.
reason-not_listed = Finns inte bland det som profilen uppger.
reason-expired = Giltighetstiden har gått ut.
reason-level = Nivå { $held }, { $asked } behövs.
reason-months = { $held ->
    [one] { $held } månads
   *[other] { $held } månaders
} erfarenhet, { $asked } behövs.
reason-under_way = Pågår eller väntar på erkännande.
reason-other_education = Utbildningen är från ett annat område eller en annan nivå.
reason-other_occupation = Arbetshistoria och utbildning gäller andra yrken.
reason-vacancy_silent = Framgår inte av annonsen.
reason-flexible = Personen har inte begränsat detta.
reason-as_wished = Enligt önskemålen.
reason-against_wish = Mot önskemålet; går att komma överens om.
reason-partly_as_wished = Delvis enligt önskemålen.
reason-remote = Arbetet kan göras på distans.
reason-wished_place = Kommunen hör till de önskade.
reason-minutes = Uppskattning { $minutes } min per riktning{ $limit ->
    [0] ; ingen gräns har uppgetts.
   *[other] , gräns { $limit } min.
}
reason-no_estimate = Restiden kan inte uppskattas.
reason-early_without_car = Arbetet börjar tidigt eller på natten, och profilen nämner ingen bil att använda.
reason-conditions = { $broken ->
    [none] { $asked ->
        [none] Arbetsplatsen erbjuder: { $met }.
       *[other] Fråga arbetsgivaren: { $asked }.
    }
   *[other] Arbetet uppfyller inte dessa villkor: { $broken }.
}
reason-hours_limit = Rätten att arbeta gäller { $limit } timmar i veckan, arbetet omfattar minst { $minimum }.
reason-starts_before = Arbetet börjar { $days ->
    [one] { $days } dag
   *[other] { $days } dagar
} innan personen kan börja.
reason-younger = Under { $age } år enligt det som profilen säger om åldern.
reason-no_right_to_work = Enligt profilen finns ingen gällande rätt att arbeta.
reason-fields_of_right = Rätten att arbeta gäller bara vissa branscher; profilen säger inte om detta är en av dem.
reason-shade = { $percent } % av det räknas: { $lacks }.
lack-bare_list = det står bara i en lista och inget mer sägs om det
lack-said_only = det är sagt men syns varken i arbete, studier eller intyg
lack-level_unsaid = nivån är grundläggande eller framgår inte
lack-level_good = nivån är god, inte expert
lack-years_unsaid = under ett år, eller åren framgår inte
lack-years_few = under tre år
lack-not_recent = senaste användning ligger över tre år före profilens senaste datum
lack-use_unsaid = senaste användning är inte känd
lack-named = det nämns men är varken utfört eller studerat
lack-studied = det är studerat, inte utfört som arbete
reason-named = { $name }

ask-must = Har du det här: { $what }?
ask-skill = Har du gjort eller lärt dig det här, och var: { $what }?
ask-level = Kan du språket: { $what }?
ask-occupation = Vilket arbete har du gjort eller studerat till?
ask-experience = Hur länge har du gjort detta arbete?
ask-age = Har du fyllt { $age } år?
ask-right_to_work = Har du rätt att arbeta i den här branschen?
ask-right_to_work_unknown = Kontrolleras före erbjudandet: rätten att arbeta är inte känd.
ask-car = Har du tillgång till bil?
ask-education = Vilken utbildning har du?
ask-early = Hur skulle du ta dig till arbetet så tidigt eller på natten?
ask-commute = Hur skulle du ta dig till arbetet?
ask-conditions = Till arbetsgivaren: { $what }
ask-condition-no_heavy_lifting = Går arbetet att göra utan tunga lyft?
ask-condition-sitting = Går arbetet att göra sittande?
ask-condition-standing = Går arbetet att göra stående?
ask-condition-step_free = Tar man sig till arbetsplatsen utan trappsteg?
ask-condition-max_hours_day = Går det att ordna en kortare dag?
ask-condition-no_nights = Går det att ordna arbetet utan nattskift?
ask-condition-quiet = Finns det en lugn plats att arbeta på?
ask-condition-no_driving = Går arbetet att göra utan att köra?
ask-condition-plain_instructions = Finns anvisningarna på lättläst språk?
ask-condition-workplace_coach = Kan en arbetscoach vara med på arbetsplatsen?

rule-source = { $rule } ({ $source }, { $date })
renewal = Ska förnyas: { $rule }

condition-no_heavy_lifting = inga tunga lyft
condition-sitting = sittande arbete
condition-standing = stående arbete
condition-step_free = tillgänglig passage utan trappsteg
condition-max_hours_day = kortare dag
condition-no_nights = inget nattarbete
condition-quiet = en lugn plats
condition-no_driving = ingen körning
condition-plain_instructions = anvisningar på lättläst språk
condition-workplace_coach = arbetscoach på arbetsplatsen

route-wage_subsidy = lönesubvention
route-work_try_out = arbetsprövning
route-apprenticeship = läroavtal
route-training_agreement = utbildningsavtal
route-rekrykoulutus = rekryteringsutbildning
route-labour_market_training = arbetskraftsutbildning
route-job_arrangement_support = stöd för ordnande av arbetsförhållandena
route-possible = { $route }: möjlig, myndigheten beslutar

check-right-to-work = Arbetsgivaren kontrollerar rätten att arbeta.
versus-more = { $label }: { $a } mer än { $b } (+{ $points } p).
cannot-judge = Ingenting i arbetet kan bedömas: annonsen nämner inget yrke, ingen kompetens, inget tillstånd, inget språk och ingen utbildning. Det är inte noll; grupper och ordning går här bara efter vad människorna önskar. Fråga arbetsgivaren vad arbetet kräver.
judge-thin = Annonsen säger lite: färre än tre saker att bedöma, eller inget yrke som känns till här. Poängen säger då mindre än vanligt; fråga arbetsgivaren mer.
nothing-required = Den kräver ingenting som skiljer människor åt: den som är i den första gruppen är där för att inget talar emot.
everyone-hidden = Ingen visas: { $people ->
    [one] en arbetssökande finns och är dold
   *[other] { $people } arbetssökande finns, och var och en är dold
} ({ $causes }). En person kan ha flera skäl. Uppgifter som saknas kan ges vid import.
nobody-here = Inga arbetssökande har importerats ännu.
hidden-erased = raderad
hidden-not_for_role = rollen läser inga personer
hidden-restricted = behandlingen av uppgifterna är begränsad
hidden-protected = känd spärrmarkering
hidden-protection_unknown = okänt om det finns en spärrmarkering (ge: --protection)
hidden-protected_or_unknown = spärrmarkering, eller okänt om det finns en (ge: --protection)
hidden-matching_off = får inte matchas
hidden-matching_unknown = okänt om personen får matchas (ge: --matching)
hidden-outside_scope = andras kund
hidden-scope_unknown = okänt vems kund (ge: coach och service_unit i posten)
hidden-not_assigned = inte anvisad till läsaren, eller samtycke till det saknas
hidden-no_consent = inget samtycke
hidden-consent_text_unknown = okänt vilken text personen samtyckt till (ge: consent_text i posten)
hidden-consent_not_yet = samtycket börjar senare
hidden-consent_ended = samtycket har upphört
hidden-no_right_to_work = ingen rätt att arbeta
hidden-not_offered = erbjuds inte nu, på coachens ord
hidden-few = färre än { $least }
