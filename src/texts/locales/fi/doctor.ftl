# kohtaanto doctor: asennuksen osat ja niiden kunto.

doctor-well = Kaikki on niin kuin pitää. Hakemistoa, projektiota ja lukijan tauluja ei tarkistettu: ne tehdään itsestään uudelleen, jos ne ovat vioittuneet.
doctor-ill = { $count ->
    [one] Yksi asia ei ole niin kuin pitää.
   *[other] { $shown } asiaa ei ole niin kuin pitää.
}
doctor-is-sound = kunnossa
doctor-is-notice = huomio
doctor-is-broken = EI KUNNOSSA
doctor-part-settings = asetukset
doctor-part-files = tiedostot
doctor-part-database = tietokanta
doctor-part-sequence = muutokset
doctor-part-records = tietueet
doctor-part-ledger = loki
doctor-part-erasures = poistot
doctor-part-taxonomy = luokitus
doctor-part-words = suomen sanat
doctor-settings-sound = luettavissa
doctor-settings-wrong = jokin asetus on mahdoton; `kohtaanto config check` nimeää ne kaikki
doctor-files-sound = tietohakemistossa on vain ohjelman omia tiedostoja
doctor-files-open = muutkin kuin omistaja voivat lukea nämä tiedostot; poista oikeus komennolla chmod go-rwx
doctor-files-strange = nämä tiedostot eivät ole ohjelman; henkilön poisto ei ulotu niihin
doctor-database-sound = ehjä ja tämän ohjelman skeeman mukainen
doctor-database-damaged = vioittunut; palauta varmuuskopio
doctor-database-older = vanhemman skeeman mukainen ({ $shown }); seuraava komento, joka avaa sen, päivittää sen
doctor-database-newer = uudemman skeeman mukainen ({ $shown }); käytä uudempaa ohjelmaa, joka sen kirjoitti
doctor-database-not-durable = nämä PostgreSQL:n asetukset ovat poissa päältä: kuitattu kirjoitus voi kadota sähkökatkossa
doctor-sequence-sound = { $shown } muutosta, numerot ilman aukkoja
doctor-sequence-broken = muutosten numeroissa on aukko; palauta varmuuskopio tai, kun syy tunnetaan, aja `kohtaanto reindex`
doctor-sequence-unreadable = muutoksia ei voi lukea; palauta varmuuskopio
doctor-records-sound = { $shown } tietuetta on luettavissa
doctor-records-unreadable = näitä tietueita ei voi lukea; tuo ne uudelleen tai palauta varmuuskopio
doctor-ledger-sound = { $shown } lehteä, ketju ehjä; `kohtaanto audit verify --checkpoint` vertaa sitä muualla säilytettyihin tarkistuspisteisiin
doctor-ledger-broken = se ei ole sellainen kuin se kirjoitettiin; säilytä kopio tiedoista todisteena ja katso `kohtaanto audit verify`
doctor-ledger-unreadable = lokia ei voi lukea; palauta varmuuskopio
doctor-erasures-sound = poistoluettelo ja tietueet kertovat samaa ({ $shown } riviä)
doctor-erasures-missing = henkilöitä on poistettu, mutta poistoluettelo puuttuu; pane se takaisin, sillä ilman sitä ei voi palauttaa varmuuskopiota
doctor-erasures-damaged = poistoluettelo on vioittunut tai toisen asennuksen; pane oikea takaisin
doctor-erasures-torn = poistoluettelo loppuu kesken rivin; aja `kohtaanto erasures apply` ehjällä kopiolla
doctor-erasures-behind = poistoluettelo tietää vähemmän kuin tietueet: se on katkaistu tai vanha kopio; pane uusin takaisin
doctor-erasures-unapplied = luettelossa on poistettuja, jotka voivat vielä olla tietueissa; seuraava komento, joka avaa ne, poistaa heidät
doctor-erasures-other = poistoluettelossa ja tietueissa on eri rivi; pane oikea luettelo takaisin
doctor-erasures-unfinished = joku on poistettu, mutta tiedostoissa on vielä hänen tietojaan; seuraava komento, joka avaa tiedot, jatkaa poistoa
doctor-erasures-unreadable = poistojen tietoja ei voi lukea; palauta varmuuskopio
doctor-taxonomy-sound = { $shown } käsitettä
doctor-taxonomy-starter = ohjelman oma aloitusluokitus, { $shown } käsitettä; tuo ESCO komennolla `kohtaanto taxonomy import`
doctor-taxonomy-damaged = sitä ei voi lukea; tuo ESCO uudelleen
doctor-words-sound = libvoikko lukee ne
doctor-words-off = luetaan ilman libvoikkoa, kuten asetuksissa sanotaan
doctor-words-plain = libvoikkoa ei ole asennettu; sanat luetaan ohjelman omilla säännöillä, hieman heikommin
doctor-words-missing = asetuksissa nimettyä libvoikkoa ei voi avata
