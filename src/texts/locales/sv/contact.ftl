# Samtycke, spärrmarkering och kontakt.

consent-text = Texten i samtycket
consent-version = Text { $version }
clients-open = Öppna en kund med kundens beteckning
clients-open-what = Så hittar den egna coachen också en kund med spärrmarkering, som inte finns i någon lista.
clients-open-id = Kundens beteckning
person-alone = Kunden har spärrmarkering. Bara du som kundens egen coach ser den här sidan: kunden finns inte i någon lista, sökning eller siffra.

contact-title = Kontaktförfrågningar
contact-lead = Ett bemanningsföretag ber att få träffa din kund. Fråga kunden och svara för kundens räkning. Bara ett ja ger företaget det som ni kom överens om.
contact-none = Ingen förfrågan väntar på svar.
contact-asks = Företaget { $agency } ber om ett möte. Ändamål:
contact-due = Ska besvaras senast { $day }.
contact-late = Försenad: skulle ha besvarats senast { $day }.
contact-answer = Vad svarade kunden?
contact-yes = Ja, kunden går med på det
contact-no = Nej
contact-what = Skriv bara det som kunden vill ge. Företaget ser det efter ett ja tills kunden återkallar sitt samtycke.
contact-name = Namn
contact-phone = Telefon
contact-email = E-post
contact-words = Annat, till exempel när man kan ringa
contact-send = Svara
contact-before = Tidigare förfrågningar
contact-client = Kund
contact-agency = Företag
contact-purpose = Ändamål
contact-state = Läge
contact-given = Givet till företaget
contact-is-waiting = väntar
contact-is-yes = ja
contact-is-no = nej
contact-is-expired = föråldrad
contact-is-void = förfallen
contact-how-needed = Skriv telefon, e-post eller något annat sätt att ta kontakt som ni kom överens om.
contact-answer-needed = Välj ja eller nej.
