# Haku ja osaamisvaje.

search-in = Mistä haetaan
search-do = Hae
search-people = Henkilöt
search-vacancies = Työpaikat
search-words = Hakusanat
search-example = lähihoitaja "muistisairaan hoito" -yötyö
search-help = Haku löytää sanojen kaikki taivutusmuodot. Kirjoita sanonta lainausmerkkeihin, miinus pois jätettävän sanan eteen ja tähti sanan alun perään.
filters = Rajaa
clear-filters = Poista rajaukset
facet-municipalities = Kunta
facet-concepts = Ammatti
facet-permits = Luvat ja kortit
found = { $count ->
    [0] Ei osumia
    [one] { $shown } osuma
   *[other] { $shown } osumaa
}
found-nothing = Näitä sanoja ei löydy mistään. Kokeile vähempiä sanoja tai yleisempää sanaa.

gaps-title = Osaamisvaje
gaps-lead = Mitä avoimissa työpaikoissa tarvitaan ja kuinka monella sitä on.
gaps-chart = Suurimmat vajeet
gaps-none = Täältä ei ole mitään laskettavaa.
gaps-suppressed = Viiva (–) tarkoittaa, ettei lukua näytetä: se on yhdestä neljään, tai siitä voisi vähentämällä laskea sellaisen. Näin ketään ei voi tunnistaa.
as-csv = Lataa CSV-tiedostona
demand = Kysyntä
supply = Tarjonta
gap = Vaje
too-few = –
gaps-of = Minkä vaje
gaps-of-skill = Osaamiset
gaps-of-occupation = Ammatit
gaps-of-permit = Luvat ja kortit
gaps-whole-region = Koko alue
gaps-largest = Suurimmat ensin; CSV-tiedostossa ovat kaikki.

course-title = Mitä kurssi avaisi
course-link = Mitä kurssi avaisi?
course-lead = Valitse, mitä kurssi antaa. Vastaus kertoo, kuinka moni siirtyisi sopivien joukkoon, missä he asuvat ja mitkä työpaikat avautuisivat.
course-by-place = Kunnittain
course-what = Kurssille pääsisi se, joka täyttää esitiedot. Hyötyisi se, joka kurssin jälkeen sopisi johonkin työpaikkaan, johon ei nyt sovi. Henkilöt lasketaan kotikunnan, työpaikat sijaintikunnan mukaan, kukin kerran; työpaikkaa, joka avautuisi alle viidelle, ei lasketa eikä nimetä. Hyötyjiä voi olla paljon enemmän kuin paikkoja: luku kertoo, kenelle jokin kurssin antama asia avaisi jonkin työpaikan, ei sitä, kuka kurssille tulisi.
course-alone = Osa hyötyisi jo yhdestä kurssin antamasta asiasta. Mitä kukin avaisi yksinään:
course-able = Pääsisi kurssille
course-gain = Hyötyisi
course-vacancies = Työpaikkoja avautuisi
course-opened = { $count ->
    [one] { $shown } työpaikka avautuisi ainakin viidelle
   *[other] { $shown } työpaikkaa avautuisi kukin ainakin viidelle
}
course-nothing = Kurssi ei siirtäisi ketään, tai ainakaan viittä, samaan työpaikkaan sopivien joukkoon: joko sillä opittavaa ei vaadita, tai este on muu.
course-plan = Suunnittele kurssi
course-cards = Kortit
course-skills = Osaamiset, joista on eniten vajetta
course-finnish = Esitietona suomi
course-no-level = ei vaadita
course-seats = Paikkoja kurssilla
seats = { $count ->
    [one] { $shown } paikka
   *[other] { $shown } paikkaa
}
place-not-known = Ei tiedossa
search-note-quote-unpaired = Lainausmerkki on ilman pariaan ja jätettiin pois: sulje se, niin sanat löytyvät peräkkäin.
search-note-only-exclusions = Sanoit vain, mitä ei haeta, joten kaikki muu on lueteltu eikä järjestys kerro mitään. Lisää sana, jota haetaan.
search-note-cut = Sanoja on liikaa: niistä luettiin vain ensimmäiset.
facets-none = Tässä ei ole mitään, millä rajata hakua.
search-too-long = Sanat ovat pidemmät kuin { $most } merkkiä.
