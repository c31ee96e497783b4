# Suostumus, turvakielto ja yhteydenotto.

consent-text = Suostumuksen teksti
consent-version = Teksti { $version }
clients-open = Avaa asiakas tunnuksella
clients-open-what = Omavalmentaja löytää näin myös asiakkaan, jolla on turvakielto: häntä ei ole missään luettelossa.
clients-open-id = Asiakkaan tunnus
person-alone = Asiakkaalla on turvakielto. Vain sinä hänen omavalmentajanaan näet tämän sivun: häntä ei ole missään luettelossa, haussa eikä luvussa.
