# Tables at the terminal.

col-id = id
col-name = name
col-group = group
col-open = missing or to ask
col-need = need
col-kind = kind
col-what = what
col-place = place
col-about = about
col-where = where
col-step = step
col-role = role
col-organisation = organisation
col-who = who
col-vacancy = vacancy
col-purpose = purpose
col-when = when
col-how = how
col-clients = clients
col-state = state
col-expires = expires
col-label = label
col-name-or-title = name or title
col-gained-vacancies = vacancies gained
col-gained-people = people gained
sight-listed = listed
sight-opened = opened
sight-own = employment services
sight-contact = contact details given
sight-exported = exported to a file
sight-counted = counted, naming nobody
col-fair-shown = shown
col-fair-listed = on lists
col-fair-place = place on lists
col-fair-opened = opened
col-fair-run = on the run’s lists
col-fair-rank = rank in the run
col-fair-people = people
fairness-none = There is nobody to count.
key-valid = valid
key-revoked = revoked
key-expired = expired
key-never = never
course-sum = Could take the course: { $able } of { $considered }. Would come to fit a vacancy: { $people }. Vacancies that they do not fit now: { $vacancies } (pairs: { $pairs }).
rows-more = { $count ->
    [one] … and { $shown } row more; --csv has them all
   *[other] … and { $shown } rows more; --csv has them all
}
col-employer = employer
col-open-now = open now
employers-considered = { $count ->
    [one] one employer
   *[other] { $shown } employers
}
what-if-by-law = the law asks it, cannot be dropped
what-if-no-requirement = No single requirement, dropped, would bring anybody into “Fits”.
employers-none = No firm has had a vacancy near this person.
people-hidden = { $count ->
    [one] { $shown } person is hidden, and by each of these facts:
   *[other] { $shown } people are hidden; by fact, where one person may be counted under several:
}
export-hidden = { $count ->
    [one] { $shown } person is hidden from you and stayed out
   *[other] { $shown } people are hidden from you and stayed out
}
