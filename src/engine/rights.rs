//! The ledger's answers, and a person's rights: who saw me, erase me.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{PersonId, PublicId, VacancyId};
pub use crate::store::{AuditReport, Break, Disclosure, Sight};
use crate::store::{DisclosureKind, NoteKey, Signer};

/// The file of the key that signs checkpoints, in a data directory.
const KEY_FILE: &str = "ledger.key";

impl Engine {
    /// Looks for any edit, removal, insertion or reordering in the ledger.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn audit_verify(&self) -> Result<AuditReport, EngineError> {
        self.audit_verify_against(&[], &[]).await
    }

    /// As [`audit_verify`](Self::audit_verify), and holds the ledger against checkpoints that were
    /// kept elsewhere: so also a ledger that was written anew from end to end is found. `keys` are the
    /// public keys that were kept with them; where there are none, that of the data directory is taken.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read; [`EngineError::Invalid`] for a key
    /// that is none.
    pub async fn audit_verify_against(
        &self,
        notes: &[String],
        keys: &[String],
    ) -> Result<AuditReport, EngineError> {
        let read = |text: &String| {
            let key = text.parse::<NoteKey>();
            key.map_err(|error| EngineError::invalid("/key", text, error.to_string()))
        };
        let mut keys: Vec<NoteKey> = keys.iter().map(read).collect::<Result<_, _>>()?;
        if keys.is_empty() && !notes.is_empty() {
            keys.push(self.signer()?.key().clone());
        }
        Ok(self.0.store.audit_verify_against(notes, &keys).await?)
    }

    /// A signed statement of what stands in the ledger now, to be kept elsewhere.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read or the ledger is visibly broken;
    /// [`EngineError::Setup`] where the data directory's key cannot be used.
    pub async fn checkpoint(&self) -> Result<String, EngineError> {
        Ok(self.0.store.checkpoint(&self.signer()?).await?.note)
    }

    /// The public key that checks this data directory's checkpoints.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where the data directory's key cannot be used.
    pub fn checkpoint_key(&self) -> Result<String, EngineError> {
        Ok(self.signer()?.key().to_string())
    }

    /// Leaves a checkpoint in a folder, under a name that tells how many leaves it speaks for and who
    /// signed it; `None` where the one for as many leaves stands there already.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint); [`EngineError::Output`] where the folder cannot be
    /// written.
    pub async fn leave_checkpoint(&self, folder: &Path) -> Result<Option<PathBuf>, EngineError> {
        let signer = self.signer()?;
        let made = self.0.store.checkpoint(&signer).await?;
        let name = format!("{:012}-{}.checkpoint", made.leaves, signer.key().short());
        let file = folder.join(name);
        if file.exists() {
            return Ok(None);
        }
        let leave = || -> std::io::Result<()> {
            let mut draft = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut draft, made.note.as_bytes())?;
            draft.as_file().sync_all()?;
            draft.persist(&file)?;
            Ok(())
        };
        leave().map_err(EngineError::Output)?;
        Ok(Some(file))
    }

    /// Leaves a checkpoint in a folder that often, where the ledger has grown. Never ends; what keeps
    /// it from being left is logged, and tried again the next time.
    pub async fn keep_checkpoints(&self, folder: &Path, every: Duration) {
        loop {
            if let Err(error) = self.leave_checkpoint(folder).await {
                tracing::warn!(folder = %folder.display(), %error, "no checkpoint of the ledger left");
            }
            tokio::time::sleep(every).await;
        }
    }

    fn signer(&self) -> Result<Signer, EngineError> {
        let file = self.0.data.join(KEY_FILE);
        Ok(Signer::kept(&file, self.0.store.ledger_name())?)
    }

    /// Every time a person was shown to somebody, oldest first.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn who_saw(&self, person: &PersonId) -> Result<Vec<Sight>, EngineError> {
        Ok(self.0.store.who_saw(person).await?)
    }

    /// Whether a person has been erased, and not been readmitted since.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn is_erased(&self, person: &PersonId) -> Result<bool, EngineError> {
        Ok(self.0.store.is_erased(person).await?)
    }

    /// Lets an erased person be imported again; whether they had been erased.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn readmit(&self, person: &PersonId) -> Result<bool, EngineError> {
        Ok(self.0.store.readmit(person).await?)
    }

    /// The program's own identifier of a vacancy in the projection.
    pub fn public_vacancy(&self, id: &VacancyId) -> Option<PublicId> {
        self.0
            .read_state()
            .vacancy(id.as_str())
            .map(|row| row.public)
    }

    /// The program's own identifier of a person in the projection; for the demo's links.
    pub fn public_person(&self, id: &PersonId) -> Option<PublicId> {
        self.0
            .read_state()
            .person(id.as_str())
            .map(|(_, row)| row.public)
    }
}

impl Inner {
    /// What the ledger is told of an answer: who is shown whom, how, for what and now.
    pub(super) fn disclosure(
        &self,
        reader: &Reader,
        vacancy: Option<VacancyId>,
        kind: DisclosureKind,
        people: Vec<u32>,
    ) -> Disclosure {
        Disclosure {
            at: self.clock.now(),
            who: reader.name.clone(),
            role: reader.role,
            organisation: reader.organisation.clone(),
            purpose: reader.purpose.clone(),
            vacancy,
            kind,
            versions: self.order_versions(),
            people,
        }
    }
}
