//! Everything that the program holds of one person, for the person (GDPR, articles 15 and 20).

use serde_json::{Value, json};

use super::answer::Versions;
use super::person::PersonView;
use super::{Engine, EngineError, Reader};
use crate::domain::{self, PersonId, Role};
use crate::store::{DisclosureKind, Subject};
use crate::visibility;

impl Engine {
    /// Everything that is stored of a person, hidden or not, as one JSON object: the record, what was
    /// derived from it, and to whom it was shown. The keys of the ledger and of the store are not in it.
    /// This export is on the ledger first, and so in itself.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but an administrator; [`EngineError::NotFound`] where
    /// nothing is stored; [`EngineError::Unavailable`] where the store or the ledger cannot be reached.
    pub async fn export_subject(
        &self,
        reader: &Reader,
        person: &PersonId,
    ) -> Result<Value, EngineError> {
        if reader.role != Role::Admin {
            return Err(EngineError::Forbidden {
                role: reader.role,
                what: "export everything that is held of a person",
            });
        }
        let store = &self.0.store;
        if let Some(stored) = store.jobseeker(person).await? {
            let kind = DisclosureKind::Exported;
            let answer = self.0.disclosure(reader, None, kind, vec![stored.entry]);
            // A right of the person, whoever else they are hidden from.
            store.disclose(&answer, |_, _| true).await?;
        }
        let subject = store.subject(person).await?;
        let derived = self.derived(&subject, reader).await?;
        Ok(self.told(person, &subject, derived))
    }

    /// What is derived from the record: what was read, what is held by it, who may see it.
    async fn derived(&self, subject: &Subject, reader: &Reader) -> Result<Value, EngineError> {
        let Some(stored) = subject.stored.clone() else {
            return Ok(Value::Null);
        };
        let gates = self.0.store.visibility(&[stored.entry]).await?;
        let read = self.with_readings(vec![stored]).await?.into_iter().next();
        let (Some((stored, reading)), Some((_, gate))) = (read, gates.into_iter().next()) else {
            return Ok(Value::Null);
        };
        let (as_of, lang) = (self.as_of(), reader.lang);
        let facts = self.0.maker(as_of).facts(&stored.record, &reading);
        let view = PersonView::of(&stored.record, &facts, &reading, self.taxonomy(), lang);
        let occupations = view
            .occupations
            .iter()
            .map(|line| json!({"label": line.label, "months": line.months, "done": line.done}));
        let skills = view.skills.iter().map(|line| {
            json!({"label": line.label, "level": line.level, "years": line.years,
                "last_used": line.last_used, "source": line.source})
        });
        let gate = gate.with_read(&reading);
        let agencies = gate
            .consent
            .iter()
            .flat_map(|consent| consent.agencies.clone());
        let readers = agencies
            .map(|agency| (agency.to_string(), domain::Reader::Agency(agency)))
            .chain([
                ("staff".to_owned(), super::records::all_staff()),
                ("statistics".to_owned(), domain::Reader::Statistics),
            ]);
        let hidden: serde_json::Map<String, Value> = readers
            .map(|(name, class)| (name, json!(visibility::reasons(&gate, &class, as_of))))
            .collect();
        Ok(json!({
            "read_from_the_words": reading,
            "read_by": self.text().version(),
            "occupations": occupations.collect::<Vec<_>>(),
            "skills": skills.collect::<Vec<_>>(),
            "wished": view.wished,
            "hidden_from_by": hidden,
        }))
    }

    fn told(&self, person: &PersonId, subject: &Subject, derived: Value) -> Value {
        let stored = subject.stored.as_ref();
        let disclosures = subject.sights.iter().map(|sight| {
            let mut told = json!(sight.disclosure);
            told["leaf"] = json!(sight.leaf);
            told
        });
        let source = subject.source.iter().map(|record| {
            json!({"kind": format!("{:?}", record.kind), "by": record.by, "at": record.at})
        });
        let versions: Versions = self.0.versions(self.as_of(), self.0.read_state().head);
        let mut told = json!({
            "person": person,
            "made_at": self.0.clock.now(),
            "versions": versions,
            "jobseeker": stored.map(|stored| &stored.record),
            "source": stored.and_then(|stored| stored.source.as_ref()),
            "protection": source.collect::<Vec<_>>(),
            "identifiers": stored.map(|s| json!({
                "public": s.public, "entry": s.entry, "hash": s.hash.to_string()
            })),
            "listed_protection": subject.listed_protected.as_ref().map(|(by, at)| json!({"by": by, "at": at})),
            "reading": subject.reading.as_ref().map(|reading| json!({
                "reader": reading.reader, "bytes": reading.bytes.len()
            })),
            "kept": subject.kept.as_ref().map(|bytes| json!({
                "bytes": bytes.len(), "holds": "the profile as scoring saw it in the last nightly run"
            })),
            "change": subject.changes,
            "derived": derived,
            "sight": disclosures.collect::<Vec<_>>(),
            "not_included": ["the secrets by which the ledger's and the agencies' pseudonyms are made"],
        });
        for (table, rows) in &subject.others {
            told[*table] = json!(rows);
        }
        told
    }
}
