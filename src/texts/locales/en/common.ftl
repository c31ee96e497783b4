# Words that stand on every page.

product = Kohtaanto
skip-to-content = Skip to content
menu = Main menu
menu-vacancies = Vacancies
menu-search = Search
menu-gaps = Skills gap
language = Language
language-fi = Suomi
language-sv = Svenska
language-en = English
log-in = Log in
log-out = Log out
role-coordinator = Company coordinator
role-coach = Coach
role-counsellor = Counsellor
role-partner = Partner
role-statistics = Statistics
role-admin = Administrator
footer-promise = The points are the sum of the parts you see. Nobody is dropped in silence, and what is unknown is a question, not a no.
feedback = Give feedback
interface-for-programs = Interface for programs
to-first-page = To the first page

login-explained = Log in with a staff key. The operator of the service makes keys.
login-key = Key
login-refused = The key was not accepted. Check that it is whole and has not been revoked.

error-not-found = Not found
error-advice-not-found = There is nothing at this address, or you may not see it.
error-forbidden = Not allowed
error-advice-forbidden = Your role does not include this page.
error-unavailable = Not available right now
error-advice-unavailable = The data is being brought up to date. Try again in a moment.
error-ranking-changed = The ranking has changed
error-advice-ranking-changed = The weights or the taxonomy were changed while you were paging. Start again from the first page.
error-too-many-requests = Too many requests
error-advice-too-many-requests = Wait a moment and try again.
error-timeout = It took too long
error-advice-timeout = The answer was not ready in time. Try again.
error-cross-origin = The form came from another site
error-advice-cross-origin = Open the page here and send the form from it.
error-invalid = Something in the request is not valid
error-advice-invalid = Check these:
error-too-large = Too large
error-advice-too-large = The text that you sent is longer than is allowed.
error-internal = Something broke
error-advice-internal = The fault is ours. The operator finds it by the number below.
error-bad-request = The request could not be understood
error-advice-bad-request = Go back and try again.
error-request = Number of this request: { $id }

menu-clients = Clients
log-in-other = Log in with another key
error-field-value = { $field } cannot be { $value }.
error-field-nearest = The nearest that is possible is { $nearest }.
error-field = { $field } is not valid.
