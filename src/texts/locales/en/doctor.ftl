# kohtaanto doctor: each part of an installation, and how it is.

doctor-well = Everything is as it must be. Index, projection and the reader's tables were not looked at: they are made anew by themselves where they are damaged.
doctor-ill = { $count ->
    [one] One thing is not as it must be.
   *[other] { $shown } things are not as they must be.
}
doctor-is-sound = ok
doctor-is-notice = note
doctor-is-broken = NOT OK
doctor-part-settings = settings
doctor-part-files = files
doctor-part-database = database
doctor-part-sequence = changes
doctor-part-records = records
doctor-part-ledger = ledger
doctor-part-erasures = erasures
doctor-part-taxonomy = taxonomy
doctor-part-words = Finnish words
doctor-settings-sound = they can be read
doctor-settings-wrong = a setting cannot be; `kohtaanto config check` names every one
doctor-files-sound = the data directory holds the program's own files alone
doctor-files-open = others than the owner may read these files; take the right away with chmod go-rwx
doctor-files-strange = these files are not the program's; an erasure does not reach them
doctor-database-sound = whole, of this program's schema
doctor-database-damaged = damaged; restore a backup
doctor-database-older = of an older schema ({ $shown }); the next command that opens it brings it up
doctor-database-newer = of a newer schema ({ $shown }); use the newer program that wrote it
doctor-database-not-durable = these settings of PostgreSQL are off: what was acknowledged may be lost when the power fails
doctor-sequence-sound = { $shown } changes, numbered without a gap
doctor-sequence-broken = the numbers of changes have a gap; restore a backup, or run `kohtaanto reindex` when the cause is known
doctor-sequence-unreadable = the changes cannot be read; restore a backup
doctor-records-sound = { $shown } records can be read
doctor-records-unreadable = these records cannot be read; import them again or restore a backup
doctor-ledger-sound = { $shown } leaves, its chain whole; `kohtaanto audit verify --checkpoint` holds it against checkpoints that are kept elsewhere
doctor-ledger-broken = it is not as it was written; keep a copy of the data as evidence, then see `kohtaanto audit verify`
doctor-ledger-unreadable = the ledger cannot be read; restore a backup
doctor-erasures-sound = the list of erasures says what the records say ({ $shown } lines)
doctor-erasures-missing = people have been erased, and their list is not there; put it back, for without it no backup can be restored
doctor-erasures-damaged = the list of erasures is damaged or another installation's; put the right one back
doctor-erasures-torn = the list of erasures ends within a line; run `kohtaanto erasures apply` with a whole copy
doctor-erasures-behind = the list of erasures knows less than the records: it was cut or is an old copy; put the newest back
doctor-erasures-unapplied = the list names people who were erased and whom the records may still hold; the next command that opens them erases them
doctor-erasures-other = the list of erasures and the records differ in a line; put the right list back
doctor-erasures-unfinished = somebody was erased, and the files are not yet rid of them; the next command that opens the data goes on with it
doctor-erasures-unreadable = the records of erasures cannot be read; restore a backup
doctor-taxonomy-sound = { $shown } concepts
doctor-taxonomy-starter = the built-in starter with { $shown } concepts; import ESCO with `kohtaanto taxonomy import`
doctor-taxonomy-damaged = it cannot be read; import ESCO again
doctor-words-sound = libvoikko reads them
doctor-words-off = read without libvoikko, as the settings say
doctor-words-plain = libvoikko is not installed; words are read by the built-in rules, a little worse
doctor-words-missing = libvoikko, which the settings name, cannot be opened
