//! The relations of Universal Dependencies, as a closed type.

use crate::error::{UnknownName, named_values};
use serde::{Deserialize, Serialize};

/// The universal part of a relation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum BaseRelation {
    Acl,
    Advcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    Case,
    Cc,
    Ccomp,
    Clf,
    Compound,
    Conj,
    Cop,
    Csubj,
    Dep,
    Det,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    Nsubj,
    Nummod,
    Obj,
    Obl,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
}

named_values!(BaseRelation, "relation");

/// The part of a relation after the colon, as far as English treebanks use it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum Subtype {
    #[strum(serialize = "")]
    None,
    Pass,
    Relcl,
    Poss,
    Prt,
    Agent,
    Outer,
    Predet,
    Preconj,
    Tmod,
    Npmod,
    Unmarked,
    Desc,
    Foreign,
    Name,
    Adj,
    Det,
    Emph,
    Lmod,
    Arg,
    Xcomp,
    Nmod,
    Cleft,
}

named_values!(Subtype, "subtype of a relation");

/// A dependency relation: the universal part and its subtype.
///
/// ```
/// use relata::syntax::{BaseRelation, DependencyRelation, Subtype};
/// let relation: DependencyRelation = "nsubj:pass".parse()?;
/// assert!(relation.is(BaseRelation::Nsubj) && relation.subtype == Subtype::Pass);
/// assert_eq!(relation.to_string(), "nsubj:pass");
/// assert_eq!(DependencyRelation::parse("nsubj:new"), DependencyRelation::of(BaseRelation::Nsubj));
/// # Ok::<(), relata::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DependencyRelation {
    /// The part before the colon.
    pub base: BaseRelation,
    /// The part after it.
    pub subtype: Subtype,
}

impl DependencyRelation {
    /// The relation without subtype.
    #[must_use]
    pub const fn of(base: BaseRelation) -> Self {
        Self { base, subtype: Subtype::None }
    }

    /// The relation with that name, such as `acl:relcl`, as far as it is known: what treebanks of other languages add is left out,
    /// and a relation that is not universal is `dep`. Who wants an error takes [`str::parse`].
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let (base, subtype) = parts(name);
        let base = BaseRelation::from_name(base).unwrap_or(BaseRelation::Dep);
        Self { base, subtype: Subtype::from_name(subtype).unwrap_or(Subtype::None) }
    }

    /// Whether the universal part is `base`.
    #[must_use]
    pub fn is(self, base: BaseRelation) -> bool {
        self.base == base
    }
}

impl std::fmt::Display for DependencyRelation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.base.as_str())?;
        if self.subtype != Subtype::None {
            write!(f, ":{}", self.subtype.as_str())?;
        }
        Ok(())
    }
}

impl From<DependencyRelation> for String {
    fn from(relation: DependencyRelation) -> Self {
        relation.to_string()
    }
}

impl std::str::FromStr for DependencyRelation {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let (base, subtype) = parts(name);
        Ok(Self { base: base.parse()?, subtype: subtype.parse()? })
    }
}

impl TryFrom<String> for DependencyRelation {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

/// What stands before the colon and behind it.
fn parts(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or((name, ""))
}
