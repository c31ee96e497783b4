//! Who may be shown to whom; pseudonyms; the ledger.
