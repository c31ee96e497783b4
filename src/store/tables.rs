//! Every table of the records: what it holds, how long, and what an erasure does to it. Erasure works
//! by this list, the record of processing is printed from it, and a test holds it against the schema.

/// What an erasure does to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasing {
    /// Takes out the rows of the person's entry number (`$1`).
    ByEntry(&'static str),
    /// Takes out the rows of the person's id in its source (`$1`).
    ById(&'static str),
    /// Nothing, and why.
    Nothing(&'static str),
}

/// A table of the records.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// How long.
    pub kept: &'static str,
    /// What an erasure does to it.
    pub erasing: Erasing,
}

const fn table(
    name: &'static str,
    holds: &'static str,
    kept: &'static str,
    erasing: Erasing,
) -> Table {
    Table {
        name,
        holds,
        kept,
        erasing,
    }
}

use Erasing::{ByEntry, ById, Nothing};

/// While there is a record; a record's end is the controller's to decide.
const WITH_THE_RECORD: &str = "as long as the record";
const FOR_GOOD: &str = "as long as the data directory";

/// Every table, in the order of the record of processing. Each statement of an erasure begins with
/// `DELETE FROM`: what it would take out is what a person is given of the table.
pub const TABLES: &[Table] = &[
    table(
        "jobseeker",
        "The person's record as it was sent; beside it what visibility depends on, the program's own random identifier, and the key that makes the person's pseudonyms in the ledger",
        "until the person is erased; a source that no longer sends somebody takes them out of matching and keeps the record",
        ByEntry("DELETE FROM jobseeker WHERE entry = $1"),
    ),
    table(
        "reading",
        "What the program read from the free words of a record, by which version of the reader",
        "until the record changes or the reader improves; then it is read anew",
        ByEntry("DELETE FROM reading WHERE kind = 2 AND entry = $1"),
    ),
    table(
        "listed_protection",
        "Ids of people whom a list of non-disclosure orders named, by whom and when it was handed over",
        "until a list says otherwise",
        ById("DELETE FROM listed_protection WHERE id = $1"),
    ),
    table(
        "kept",
        "The profile as scoring saw it in the last nightly run, without name or id; vacancies alike",
        "until the next run that is kept; whoever is hidden goes at once",
        ByEntry("DELETE FROM kept WHERE kind = 2 AND entry = $1"),
    ),
    table(
        "sight",
        "Which answers of the ledger held the person",
        WITH_THE_RECORD,
        ByEntry("DELETE FROM sight WHERE entry = $1"),
    ),
    table(
        "restriction",
        "That a person's data is restricted, and was: why, who decided it and when, who lifted it",
        WITH_THE_RECORD,
        ByEntry("DELETE FROM restriction WHERE entry = $1"),
    ),
    table(
        "assignment",
        "To which counsellor or purchased coach a client is handed, for what and for how long, with the day of the consent",
        WITH_THE_RECORD,
        ByEntry("DELETE FROM assignment WHERE entry = $1"),
    ),
    table(
        "contact_request",
        "That an agency asked to meet a person, for what, how it was answered and what was disclosed then",
        WITH_THE_RECORD,
        ByEntry("DELETE FROM contact_request WHERE entry = $1"),
    ),
    table(
        "direct_contact",
        "The person's own choice to be contacted directly, and what they agreed to give for it",
        "until they revoke it",
        ByEntry("DELETE FROM direct_contact WHERE entry = $1"),
    ),
    table(
        "shown",
        "Which agencies were shown a person, as a hash of what each knows",
        WITH_THE_RECORD,
        ByEntry("DELETE FROM shown WHERE entry = $1"),
    ),
    table(
        "key_day",
        "Whom a key with a limit to the people of a day was shown today, so that the limit holds",
        "until the key is used on a later day",
        ByEntry("DELETE FROM key_day WHERE entry = $1"),
    ),
    table(
        "leaf",
        "The ledger: who was shown people, of which organisation, when, for which purpose and vacancy; the people as pseudonyms that only each one's own key can make",
        FOR_GOOD,
        Nothing(
            "the chain must verify; with the person's key destroyed nobody can tell whose pseudonym it was",
        ),
    ),
    table(
        "change",
        "That something of an entry number changed, never what",
        FOR_GOOD,
        Nothing("an entry number is given once and says nothing when its record is gone"),
    ),
    table(
        "erasure",
        "Keyed hashes of the ids of people who are erased, with the time",
        "until the person is readmitted",
        Nothing("it is what keeps the person out of every later import"),
    ),
    table(
        "erasure_log",
        "The same with readmissions, in order: what the list of erasures outside of the backups holds",
        FOR_GOOD,
        Nothing("it is what keeps the person out of every restored backup"),
    ),
    table(
        "vacancy",
        "Vacancies as they were sent; a contact person's name may stand in an advert's words",
        "until a source or a user removes it",
        Nothing("it holds no jobseeker"),
    ),
    table(
        "protection",
        "Who vouched for a source's protection data or let staff see it: the operator's name, when, for which days",
        FOR_GOOD,
        Nothing("it names operators and sources, no jobseeker"),
    ),
    table(
        "access_key",
        "Keys of the HTTP interface, hashed: role, organisation, label, days",
        FOR_GOOD,
        Nothing("it names keys, no jobseeker"),
    ),
    table(
        "key_use",
        "How often each key was used in the last minute that it was used in",
        FOR_GOOD,
        Nothing("it names keys, no jobseeker"),
    ),
    table(
        "idempotency",
        "Under which Idempotency-Key (hashed) a key made what: the identifier of what was made, such as a request for contact, never an answer",
        "a day",
        Nothing("an identifier says nothing once what it named is gone"),
    ),
    table(
        "import_job",
        "What came of an import of vacancies over HTTP: counts, and what is wrong with which line, with the value shortened",
        "a week",
        Nothing("it holds lines of vacancies, no jobseeker"),
    ),
    table(
        "deputy",
        "Which coach stands in for which other on which days",
        FOR_GOOD,
        Nothing("it names staff, no jobseeker"),
    ),
    table(
        "contact_count",
        "How many requests an agency has ever made",
        FOR_GOOD,
        Nothing("it names agencies, no jobseeker"),
    ),
    table(
        "agency_change",
        "What an agency was told of pseudonyms that it was given, such as to delete its copy",
        FOR_GOOD,
        Nothing(
            "an agency that was away has to learn of it; once the person's random identifier is gone nobody can make the pseudonym again",
        ),
    ),
    table(
        "pseudonym_rotation",
        "How often an agency's pseudonyms were changed for new ones",
        FOR_GOOD,
        Nothing("it names agencies, no jobseeker"),
    ),
    table(
        "word",
        "Words of the region's own that a named person accepted or refused",
        FOR_GOOD,
        Nothing(
            "a word is proposed only where five people or three adverts use it, never a person's name",
        ),
    ),
    table(
        "counter",
        "The numbers last given",
        FOR_GOOD,
        Nothing("it holds nobody"),
    ),
    table(
        "meta",
        "The schema's version and the secrets of the store's hashes and pseudonyms",
        FOR_GOOD,
        Nothing("it holds nobody"),
    ),
];
