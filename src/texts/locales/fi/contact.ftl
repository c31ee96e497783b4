# Suostumus, turvakielto ja yhteydenotto.

consent-text = Suostumuksen teksti
consent-version = Teksti { $version }
clients-open = Avaa asiakas tunnuksella
clients-open-what = Omavalmentaja löytää näin myös asiakkaan, jolla on turvakielto: häntä ei ole missään luettelossa.
clients-open-id = Asiakkaan tunnus
person-alone = Asiakkaalla on turvakielto. Vain sinä hänen omavalmentajanaan näet tämän sivun: häntä ei ole missään luettelossa, haussa eikä luvussa.

contact-title = Yhteydenottopyynnöt
contact-lead = Henkilöstöpalveluyritys pyytää saada tavata asiakkaasi. Kysy asiakkaalta, ja vastaa hänen puolestaan. Vain kyllä-vastaus antaa yritykselle sen, mistä sovitte.
contact-none = Mikään pyyntö ei odota vastausta.
contact-asks = Yritys { $agency } pyytää tapaamista. Tarkoitus:
contact-due = Vastattava viimeistään { $day }.
contact-late = Myöhässä: vastattava oli viimeistään { $day }.
contact-answer = Mitä asiakas vastasi?
contact-yes = Kyllä, asiakas suostuu
contact-no = Ei
contact-what = Kirjoita vain se, minkä asiakas haluaa antaa. Yritys näkee sen kyllä-vastauksen jälkeen, kunnes asiakas peruuttaa suostumuksensa.
contact-name = Nimi
contact-phone = Puhelin
contact-email = Sähköposti
contact-words = Muuta, esimerkiksi milloin voi soittaa
contact-send = Vastaa
contact-before = Aiemmat pyynnöt
contact-client = Asiakas
contact-agency = Yritys
contact-purpose = Tarkoitus
contact-state = Tila
contact-given = Annettu yritykselle
contact-is-waiting = odottaa
contact-is-yes = kyllä
contact-is-no = ei
contact-is-expired = vanhentunut
contact-is-void = rauennut
contact-how-needed = Kirjoita puhelin, sähköposti tai muu tapa ottaa yhteyttä, josta sovitte.
contact-answer-needed = Valitse kyllä tai ei.
