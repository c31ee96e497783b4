# Saavutettavuusseloste (laki 306/2019).

accessibility-title = Saavutettavuusseloste
accessibility-what = Tämä seloste koskee Kohtaannon sivuja. Laki digitaalisten palvelujen tarjoamisesta (306/2019) edellyttää, että ne täyttävät verkkosisällön saavutettavuusohjeiden (WCAG) 2.1 tasot A ja AA.
accessibility-status-title = Sivujen saavutettavuus
accessibility-status = Sivut on tehty täyttämään nämä tasot: ne toimivat ilman komentosarjoja, pelkällä näppäimistöllä ja ruudunlukijalla, suomeksi, ruotsiksi ja englanniksi. Jokaisen kaavion vieressä on taulukko, jossa ovat samat luvut, eikä mitään kerrota pelkällä värillä. Ohjelman omat testit tarkistavat sivut automaattisella työkalulla; ulkopuolista arviointia ei ole tehty.
accessibility-known-title = Tunnetut puutteet
accessibility-known = Työnantajien ja työnhakijoiden kirjoittamat sanat näytetään sellaisinaan, sillä kielellä, jolla ne on kirjoitettu. Sivu, jolla ohjelmoijat kokeilevat rajapintaa, on valmis englanninkielinen työkalu, eikä sitä ole arvioitu.
accessibility-feedback-title = Löysitkö puutteen?
accessibility-feedback = Kerro siitä taholle, joka ylläpitää palvelua kunnassasi; sen on vastattava kahden viikon kuluessa.
accessibility-authority-title = Valvonta
accessibility-authority = Jos vastaus ei tyydytä tai sitä ei tule kahdessa viikossa, voit kannella Liikenne- ja viestintävirasto Traficomille, joka valvoo digitaalista saavutettavuutta.
