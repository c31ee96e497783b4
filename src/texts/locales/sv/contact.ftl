# Samtycke, spärrmarkering och kontakt.

consent-text = Texten i samtycket
consent-version = Text { $version }
clients-open = Öppna en kund med kundens beteckning
clients-open-what = Så hittar den egna coachen också en kund med spärrmarkering, som inte finns i någon lista.
clients-open-id = Kundens beteckning
person-alone = Kunden har spärrmarkering. Bara du som kundens egen coach ser den här sidan: kunden finns inte i någon lista, sökning eller siffra.
