# Consent, non-disclosure and contact.

consent-text = Text of the consent
consent-version = Text { $version }
clients-open = Open a client by identifier
clients-open-what = So a coach also finds a client with a non-disclosure order, who stands in no list.
clients-open-id = The client’s identifier
person-alone = This client has a non-disclosure order. You alone, as the client’s own coach, see this page: the client is in no list, search or count.
