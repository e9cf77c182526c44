//! A user's own table of known entities.

use super::profile::{names, normal};
use crate::graph::types::EntityNode;
use crate::iri::is_iri;
use crate::mentions::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An entity that is known beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Row")]
pub struct KnownEntity {
    /// The IRI it is to have.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is; links to entities of any kind where it is not given.
    pub kind: Option<Kind>,
}

/// An entity as a table gives it.
#[derive(Deserialize)]
struct Row {
    iri: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    kind: Option<Kind>,
}

impl TryFrom<Row> for KnownEntity {
    type Error = String;

    fn try_from(row: Row) -> Result<Self, String> {
        if !is_iri(&row.iri) {
            return Err(format!("{:?} is no absolute IRI", row.iri));
        }
        if normal(&row.name, row.kind).is_empty() {
            return Err(format!("{} has no name", row.iri));
        }
        Ok(Self { iri: row.iri, name: row.name, aliases: row.aliases, kind: row.kind })
    }
}

/// Why a table of known entities could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnownError {
    /// A line of a CSV table.
    #[error("line {line}: {problem}")]
    Csv {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// The JSON, with line and column.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// An entity that is no entry.
    #[error("{0}")]
    Entry(String),
}

/// Known entities, found by their names.
///
/// An entity of an article links to a known one where its label, or another full name it has there, is exactly one of its
/// names (but for case, titles and honorifics), the kinds agree, and no other known entity has that name.
///
/// ```
/// use relata::graph::KnownEntities;
/// let table = "iri,name,aliases,kind\nhttps://example.org/lund,Greta Lund,G. A. Lund|Greta A. Lund,person\n";
/// assert_eq!(KnownEntities::from_csv(table)?.entities()[0].aliases.len(), 2);
/// let error = KnownEntities::from_csv("iri,name\nno IRI,Greta Lund\n").unwrap_err();
/// assert_eq!(error.to_string(), "line 2: \"no IRI\" is no absolute IRI");
/// # Ok::<(), relata::graph::KnownError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownEntities {
    entities: Vec<KnownEntity>,
    by_name: BTreeMap<Vec<String>, BTreeSet<usize>>,
}

impl KnownEntities {
    /// Reads CSV with a header: `iri`, `name`, and where wanted `aliases` (separated by `|`) and `kind` (lower case, empty for
    /// any). Other columns are passed over.
    ///
    /// # Errors
    /// [`KnownError::Csv`] with the line.
    ///
    /// ```
    /// let known = relata::KnownEntities::from_csv("iri,name,kind\nhttps://id.example/7,Greta Lund,person\n")?;
    /// assert_eq!(known.entities()[0].kind, Some(relata::Kind::Person));
    /// # Ok::<(), relata::graph::KnownError>(())
    /// ```
    pub fn from_csv(text: &str) -> Result<Self, KnownError> {
        let failed = |line: u64, problem: String| KnownError::Csv { line, problem };
        let broken = |e: csv::Error| failed(e.position().map_or(1, csv::Position::line), e.to_string());
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(broken)?.clone();
        let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}') == name);
        let needed = |name: &str| column(name).ok_or_else(|| failed(1, format!("no column {name}")));
        let (iri, name) = (needed("iri")?, needed("name")?);
        let (aliases, kind) = (column("aliases"), column("kind"));
        let mut known = Self::default();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(1, csv::Position::line);
            let cell = |column: usize| record.get(column).unwrap_or_default();
            let kind = match kind.map(cell).filter(|k| !k.is_empty()) {
                Some(kind) => {
                    Some(Kind::from_name(kind).ok_or_else(|| failed(line, format!("no kind {kind:?}")))?)
                }
                None => None,
            };
            let aliases = aliases.map(cell).unwrap_or_default().split('|').map(str::trim);
            let row = Row {
                iri: cell(iri).to_owned(),
                name: cell(name).to_owned(),
                aliases: aliases.filter(|a| !a.is_empty()).map(str::to_owned).collect(),
                kind,
            };
            known.insert(KnownEntity::try_from(row).map_err(|problem| failed(line, problem))?);
        }
        Ok(known)
    }

    /// Reads a JSON array of objects with `iri`, `name`, and where wanted `aliases` (an array) and `kind`.
    ///
    /// # Errors
    /// [`KnownError::Json`] with the line.
    ///
    /// ```
    /// let json = r#"[{"iri": "https://example.org/lund", "name": "Greta Lund", "kind": "person"}]"#;
    /// assert_eq!(relata::graph::KnownEntities::from_json(json)?.entities().len(), 1);
    /// # Ok::<(), relata::graph::KnownError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, KnownError> {
        let mut known = Self::default();
        serde_json::from_str::<Vec<KnownEntity>>(text)?.into_iter().for_each(|entity| known.insert(entity));
        Ok(known)
    }

    /// Adds an entity.
    ///
    /// # Errors
    /// [`KnownError::Entry`] where the IRI is none or there is no name.
    pub fn add(&mut self, entity: KnownEntity) -> Result<(), KnownError> {
        let KnownEntity { iri, name, aliases, kind } = entity;
        let checked = KnownEntity::try_from(Row { iri, name, aliases, kind }).map_err(KnownError::Entry)?;
        self.insert(checked);
        Ok(())
    }

    /// All of them, in the order they were given.
    #[must_use]
    pub fn entities(&self) -> &[KnownEntity] {
        &self.entities
    }

    fn insert(&mut self, entity: KnownEntity) {
        let place = self.entities.len();
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            for kind in [Some(Kind::Person), None] {
                if entity.kind.is_none() || kind.is_some() == (entity.kind == Some(Kind::Person)) {
                    self.by_name.entry(normal(name, kind)).or_default().insert(place);
                }
            }
        }
        self.entities.push(entity);
    }

    fn iri(&self, place: usize) -> Option<&str> {
        self.entities.get(place).map(|entity| entity.iri.as_str())
    }

    /// The known entity with one of these names, if it is but one; one IRI given twice is one.
    fn find(&self, name: &str, kind: Kind) -> Option<usize> {
        let person = (kind == Kind::Person).then_some(kind);
        let places = self.by_name.get(&normal(name, person))?;
        let fits = |place: &&usize| {
            self.entities.get(**place).is_some_and(|entity| entity.kind.is_none_or(|k| k == kind))
        };
        let found: Vec<usize> = places.iter().filter(fits).copied().collect();
        let first = *found.first()?;
        found.iter().all(|&f| self.iri(f) == self.iri(first)).then_some(first)
    }

    /// The known entity that an entity of an article is.
    pub(super) fn of_entity(&self, entity: &EntityNode) -> Option<usize> {
        if self.entities.is_empty() || !entity.named {
            return None;
        }
        let full = |name: &&str| normal(name, Some(entity.kind)).len() > 1;
        let label = std::iter::once(entity.label.as_str());
        let names = label.chain(names(entity).skip(1).filter(full));
        let found: BTreeSet<usize> = names.filter_map(|name| self.find(name, entity.kind)).collect();
        let first = found.first().copied()?;
        found.iter().all(|&f| self.iri(f) == self.iri(first)).then_some(first)
    }
}
