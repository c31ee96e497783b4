# Consent, non-disclosure and contact.

consent-text = Text of the consent
consent-version = Text { $version }
clients-open = Open a client by identifier
clients-open-what = So a coach also finds a client with a non-disclosure order, who stands in no list.
clients-open-id = The client’s identifier
person-alone = This client has a non-disclosure order. You alone, as the client’s own coach, see this page: the client is in no list, search or count.

contact-title = Requests for contact
contact-lead = A staffing agency asks to meet your client. Ask the client, and answer for them. Only a yes gives the agency what you agreed on.
contact-none = No request waits for an answer.
contact-asks = The agency { $agency } asks for a meeting. Purpose:
contact-due = To be answered by { $day }.
contact-late = Late: it was to be answered by { $day }.
contact-answer = What did the client answer?
contact-yes = Yes, the client agrees
contact-no = No
contact-what = Write only what the client wishes to give. The agency sees it after a yes, until the client withdraws the consent.
contact-name = Name
contact-phone = Telephone
contact-email = E-mail
contact-words = Anything else, such as when to call
contact-send = Answer
contact-before = Earlier requests
contact-client = Client
contact-agency = Agency
contact-purpose = Purpose
contact-state = State
contact-given = Given to the agency
contact-is-waiting = waits
contact-is-yes = yes
contact-is-no = no
contact-is-expired = expired
contact-is-void = void
contact-how-needed = Write a telephone, an e-mail or another way of contact that you agreed on.
contact-answer-needed = Choose yes or no.
