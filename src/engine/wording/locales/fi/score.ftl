# Pisteytyksen sanat: osat, perusteet, puutteet ja kysymykset.
criterion-skills = Osaaminen
criterion-occupation = Ammatti ja kokemus
criterion-languages = Kielitaito
criterion-permits = Luvat ja kortit
criterion-education = Koulutus
criterion-words = Ilmoituksen muut sanat
criterion-wished_occupation = Toiveammatti
criterion-commute = Työmatka
criterion-hours_shifts = Työaika ja työn ehdot
criterion-start_contract = Aloitus ja työsuhde

asked-experience = kokemusta vähintään { $years ->
    [one] { $years } vuosi
   *[other] { $years } vuotta
}
asked-experience_months = kokemusta vähintään { $months ->
    [one] { $months } kuukausi
   *[other] { $months } kuukautta
}
asked-age = vähintään { $age }-vuotias
asked-right_to_work = työnteko-oikeus
asked-car = oma auto
asked-education = { $level ->
    [basic] perusopetus
    [upper_secondary] toisen asteen tutkinto
    [specialist] ammatti- tai erikoisammattitutkinto
    [bachelor] alempi korkeakoulututkinto
    [master] ylempi korkeakoulututkinto
    [doctor] tohtorin tutkinto
   *[other] koulutus
}
asked-wished_occupation = toiveammatti
asked-commute = työmatka
asked-hours = työaika
asked-shifts = työvuorot
asked-conditions = työn ehdot
asked-start = aloitus
asked-contract = työsuhteen kesto
asked-kinds = työn muoto
native = äidinkieli
unknown-level = taso ei tiedossa

reason-holds = On: { $held }.
reason-in_order = Kunnossa.
reason-holds_near = Lähellä pyydettyä: { $held }.
reason-essential_in_work = Sisältyy olennaisesti tehtyyn työhön: { $held }.
reason-optional_in_work = Sisältyy usein tehtyyn työhön: { $held }.
reason-words_only = Sana on profiilissa, mutta luokiteltuna osaamisena sitä ei ole.
reason-implied = Laki edellyttää tätä ammatissa, sanoi ilmoitus sen tai ei: { $rule }
reason-not_said = Profiilissa ei kerrota.
reason-denied = Profiilin mukaan tätä ei ole.
reason-not_listed = Ei ole profiilissa ilmoitettujen joukossa.
reason-expired = Voimassaolo on päättynyt.
reason-level = Taso { $held }, tarvitaan { $asked }.
reason-months = Kokemusta { $held } kk, tarvitaan { $asked } kk.
reason-under_way = Kesken tai odottaa tunnustamista.
reason-other_education = Koulutus on toiselta alalta tai tasolta.
reason-other_occupation = Työhistoria ja koulutus ovat muista ammateista.
reason-vacancy_silent = Ilmoituksessa ei kerrota.
reason-flexible = Henkilö ei ole rajannut tätä.
reason-as_wished = Toiveen mukainen.
reason-against_wish = Toiveen vastainen; asiasta voi sopia.
reason-partly_as_wished = Osittain toiveen mukainen.
reason-remote = Työn voi tehdä etänä.
reason-wished_place = Kunta on toivottujen joukossa.
reason-minutes = Arvio { $minutes } min suuntaansa{ $limit ->
    [0] ; rajaa ei ole ilmoitettu.
   *[other] , raja { $limit } min.
}
reason-no_estimate = Matka-aikaa ei voi arvioida.
reason-early_without_car = Työ alkaa varhain tai yöllä, eikä profiilissa ole autoa.
reason-conditions = { $broken ->
    [none] { $asked ->
        [none] Työpaikka tarjoaa: { $met }.
       *[other] Kysyttävä työnantajalta: { $asked }.
    }
   *[other] Työ ei vastaa näitä ehtoja: { $broken }.
}
reason-hours_limit = Työnteko-oikeus kattaa { $limit } tuntia viikossa, työssä on vähintään { $minimum }.
reason-starts_before = Työ alkaa { $days ->
    [one] { $days } päivän
   *[other] { $days } päivää
} ennen kuin henkilö pääsee aloittamaan.
reason-younger = Alle { $age } vuotta sen mukaan, mitä profiilissa kerrotaan iästä.
reason-no_right_to_work = Profiilin mukaan voimassa olevaa työnteko-oikeutta ei ole.
reason-fields_of_right = Työnteko-oikeus koskee vain joitakin aloja; profiilissa ei kerrota, onko tämä niistä yksi.
reason-shade = Siitä lasketaan { $percent } %: { $lacks }.
lack-bare_list = se on vain luettelossa, eikä siitä kerrota muuta
lack-said_only = se on sanottu, mutta sitä ei näy työssä, opinnoissa eikä todistuksessa
lack-level_unsaid = taso on perustaso tai sitä ei kerrota
lack-level_good = taso on hyvä, ei erinomainen
lack-years_unsaid = alle vuosi, tai vuosia ei kerrota
lack-years_few = alle kolme vuotta
lack-not_recent = viime käytöstä on yli kolme vuotta profiilin viimeisimpään päivään
lack-use_unsaid = viime käyttö ei ole tiedossa
lack-named = se on mainittu, mutta sitä ei ole tehty eikä opiskeltu
lack-studied = sitä on opiskeltu, ei tehty työnä
reason-named = { $name }

ask-must = Löytyykö sinulta: { $what }?
ask-skill = Oletko tehnyt tai oppinut tätä, ja missä: { $what }?
ask-level = Osaatko kieltä: { $what }?
ask-occupation = Mitä työtä olet tehnyt tai opiskellut?
ask-experience = Kuinka kauan olet tehnyt tätä työtä?
ask-age = Oletko täyttänyt { $age } vuotta?
ask-right_to_work = Onko sinulla oikeus tehdä tämän alan työtä?
ask-right_to_work_unknown = Tarkistettava ennen tarjoamista: työnteko-oikeus ei ole tiedossa.
ask-car = Onko käytössäsi auto?
ask-education = Mikä on koulutuksesi?
ask-early = Miten pääsisit töihin näin varhain tai yöllä?
ask-commute = Miten kulkisit töihin?
ask-conditions = Työnantajalle: { $what }
ask-condition-no_heavy_lifting = Onnistuuko työ ilman raskaita nostoja?
ask-condition-sitting = Voiko työn tehdä istuen?
ask-condition-standing = Voiko työn tehdä seisten?
ask-condition-step_free = Onko työpaikalle esteetön kulku?
ask-condition-max_hours_day = Onnistuuko lyhyempi työpäivä?
ask-condition-no_nights = Onnistuuko työ ilman yövuoroja?
ask-condition-quiet = Löytyykö rauhallinen työtila?
ask-condition-no_driving = Onnistuuko työ ilman ajamista?
ask-condition-plain_instructions = Saako työohjeet selkokielellä?
ask-condition-workplace_coach = Voiko työhönvalmentaja olla mukana työpaikalla?

rule-source = { $rule } ({ $source }, { $date })
renewal = Uusittava: { $rule }

condition-no_heavy_lifting = ei raskaita nostoja
condition-sitting = istumatyö
condition-standing = seisomatyö
condition-step_free = esteetön kulku
condition-max_hours_day = lyhyempi työpäivä
condition-no_nights = ei yötyötä
condition-quiet = rauhallinen tila
condition-no_driving = ei ajamista
condition-plain_instructions = selkokieliset ohjeet
condition-workplace_coach = työhönvalmentaja työpaikalla

route-wage_subsidy = palkkatuki
route-work_try_out = työkokeilu
route-apprenticeship = oppisopimus
route-training_agreement = koulutussopimus
route-rekrykoulutus = rekrykoulutus
route-labour_market_training = työvoimakoulutus
route-job_arrangement_support = työolosuhteiden järjestelytuki
route-possible = { $route }: mahdollinen, viranomainen päättää

check-right-to-work = Työnantaja tarkistaa työnteko-oikeuden.
versus-more = { $label }: { $a } enemmän kuin { $b } (+{ $points } p).
cannot-judge = Työstä ei voi arvioida mitään: ilmoituksessa ei mainita ammattia, osaamista, lupaa, kieltä eikä koulutusta. Se ei ole nolla; ryhmät ja järjestys perustuvat tässä vain siihen, mitä ihmiset toivovat. Kysy työnantajalta, mitä työ vaatii.
judge-thin = Ilmoitus kertoo vähän: arvioitavia asioita on alle kolme, tai ammattia ei mainita tai tunneta. Pisteet kertovat tällöin tavallista vähemmän; kysy työnantajalta lisää.
nothing-required = Siinä ei vaadita mitään, mikä erottaisi ihmisiä: ensimmäisessä ryhmässä ollaan, koska mikään ei ole esteenä.
everyone-hidden = Ketään ei näytetä: { $people ->
    [one] yksi työnhakija on tallessa ja piilossa
   *[other] { $people } työnhakijaa on tallessa, ja jokainen on piilossa
} ({ $causes }). Yhdellä voi olla monta syytä. Puuttuvan tiedon voi antaa tuonnissa.
nobody-here = Työnhakijoita ei ole vielä tuotu.
hidden-erased = tiedot on poistettu
hidden-not_for_role = tämä rooli ei näe ketään
hidden-restricted = tietojen käsittelyä on rajoitettu
hidden-protected = tiedossa oleva turvakielto
hidden-protection_unknown = ei tiedetä, onko turvakieltoa (anna: --protection)
hidden-protected_or_unknown = turvakielto, tai ei tiedetä, onko sitä (anna: --protection)
hidden-matching_off = ei saa yhdistää
hidden-matching_unknown = ei tiedetä, saako yhdistää (anna: --matching)
hidden-outside_scope = toisen yksikön tai valmentajan asiakas
hidden-scope_unknown = ei tiedetä, kenen asiakas (anna: tietueen coach ja service_unit)
hidden-not_assigned = ei osoitettu tälle lukijalle, tai suostumus siihen puuttuu
hidden-no_consent = ei suostumusta
hidden-consent_text_unknown = ei tiedetä, mihin tekstiin on suostuttu (anna: tietueen consent_text)
hidden-consent_not_yet = suostumus alkaa myöhemmin
hidden-consent_ended = suostumus on päättynyt
hidden-no_right_to_work = ei työnteko-oikeutta
hidden-not_offered = omavalmentaja ei tarjoa nyt työhön
hidden-few = alle { $least }
