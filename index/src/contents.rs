//! Every word that a collection's files hold, decoded: dictionaries and stored documents of every file
//! group, deleted entries included, and files that no group owns. Compression and the dictionaries'
//! own spelling hide words from a search for bytes.

use std::collections::BTreeSet;
use std::path::Path;

use tantivy::Index;
use tantivy::schema::{FieldType, OwnedValue, TantivyDocument, Value as _};
use tantivy::store::StoreReader;

use crate::error::IndexError;
use crate::folder::{self, meaning};

/// What the files of a folder hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Terms of every text field of every dictionary.
    pub terms: BTreeSet<String>,
    /// Texts of every stored document.
    pub stored: BTreeSet<String>,
    /// Documents decoded, deleted ones included.
    pub documents: u64,
    /// Documents that are deleted and still there.
    pub deleted: u64,
    /// Files that are there and belong to no group in use.
    pub leftover: Vec<String>,
}

/// Decodes a collection's files; nothing where there is no collection.
///
/// # Errors
/// Failures of the files.
pub fn contents(folder: &Path) -> Result<Contents, IndexError> {
    let mut found = Contents::default();
    if !folder.exists() {
        return Ok(found);
    }
    let Some(index) = folder::open(folder)? else {
        return Ok(found);
    };
    let place = folder.display().to_string();
    decode(&index, &mut found).map_err(|source| meaning(&place, "decode it", source))?;
    let metas = index.load_metas();
    let metas = metas.map_err(|source| meaning(&place, "read it", source))?;
    let needed = metas.list_segment_files();
    found.leftover = folder::file_names(folder)?
        .into_iter()
        .filter(|name| folder::is_of_a_group(name) && !needed.contains(Path::new(name)))
        .collect();
    Ok(found)
}

fn decode(index: &Index, found: &mut Contents) -> tantivy::Result<()> {
    let schema = index.schema();
    for segment in index.searchable_segments()? {
        let reader = tantivy::SegmentReader::open(&segment)?;
        for (field, entry) in schema.fields() {
            let dictionary = reader.inverted_index(field)?;
            let mut terms = dictionary.terms().stream()?;
            while terms.advance() {
                if matches!(entry.field_type(), FieldType::Str(_)) {
                    let term = String::from_utf8_lossy(terms.key());
                    found.terms.insert(term.into_owned());
                }
            }
        }
        let store: StoreReader = reader.get_store_reader(1)?;
        for document in 0..reader.max_doc() {
            let document: TantivyDocument = store.get(document)?;
            for (_, value) in document.field_values() {
                match OwnedValue::from(value.as_value()) {
                    OwnedValue::Str(text) => found.stored.insert(text),
                    other => found.stored.insert(format!("{other:?}")),
                };
            }
            found.documents += 1;
        }
        found.deleted += u64::from(reader.num_deleted_docs());
    }
    Ok(())
}
