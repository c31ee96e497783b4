//! Words of the region's own, decided on by named persons: each decision is kept, the last one holds.

use std::collections::BTreeMap;

use super::database::args;
use super::facts::{from_json, json};
use super::sequence::Writing;
use super::{Store, StoreError};
use crate::domain::WordDecision;

impl Store {
    /// Puts a decision on record.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where it names no word or nobody who decided;
    /// [`StoreError::Unavailable`]: then nothing was written.
    pub async fn decide_word(&self, decision: &WordDecision) -> Result<(), StoreError> {
        if decision.phrase.trim().is_empty() || decision.by.trim().is_empty() {
            return Err(StoreError::Invalid(
                "a decision names a word and whoever decided".into(),
            ));
        }
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run(
                "INSERT INTO word (number, lang, phrase, means, decided_by, decided_at)
                 SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5 FROM word",
                args![
                    decision.lang.to_string(),
                    decision.phrase.trim().to_lowercase(),
                    json(&decision.means)?,
                    decision.by.as_str(),
                    decision.at.to_string(),
                ],
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// The decision that holds on each word, by language and word.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn word_decisions(&self) -> Result<Vec<WordDecision>, StoreError> {
        let mut session = self.database.read().await?;
        let sql = "SELECT lang, phrase, means, decided_by, decided_at FROM word ORDER BY number";
        let mut last = BTreeMap::new();
        for row in &session.rows(sql, args![]).await? {
            let decision = WordDecision {
                lang: row.parsed(0)?,
                phrase: row.text(1)?.to_owned(),
                means: from_json(row.text(2)?)?,
                by: row.text(3)?.to_owned(),
                at: row.parsed(4)?,
            };
            last.insert((decision.lang, decision.phrase.clone()), decision);
        }
        Ok(last.into_values().collect())
    }
}
