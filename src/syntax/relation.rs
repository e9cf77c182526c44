//! The relations of Universal Dependencies, as a closed type.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $enum:ident default $default:ident of $count:literal; $($variant:ident $name:literal)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $enum { $($variant,)* }

        impl $enum {
            /// All values, in the order of the enum.
            pub const ALL: [Self; $count] = [$(Self::$variant,)*];

            /// The name as CoNLL-U writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The value with that name; an unknown one is the default.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::$default }
            }
        }
    };
}

named! {
    /// The universal part of a relation; an unknown one is `dep`.
    BaseRelation default Dep of 37;
    Acl "acl" Advcl "advcl" Advmod "advmod" Amod "amod" Appos "appos" Aux "aux" Case "case" Cc "cc" Ccomp "ccomp"
    Clf "clf" Compound "compound" Conj "conj" Cop "cop" Csubj "csubj" Dep "dep" Det "det" Discourse "discourse"
    Dislocated "dislocated" Expl "expl" Fixed "fixed" Flat "flat" Goeswith "goeswith" Iobj "iobj" List "list"
    Mark "mark" Nmod "nmod" Nsubj "nsubj" Nummod "nummod" Obj "obj" Obl "obl" Orphan "orphan"
    Parataxis "parataxis" Punct "punct" Reparandum "reparandum" Root "root" Vocative "vocative" Xcomp "xcomp"
}

named! {
    /// The part of a relation after the colon, as far as English treebanks use it; an unknown one is none.
    Subtype default None of 23;
    None "" Pass "pass" Relcl "relcl" Poss "poss" Prt "prt" Agent "agent" Outer "outer" Predet "predet"
    Preconj "preconj" Tmod "tmod" Npmod "npmod" Unmarked "unmarked" Desc "desc" Foreign "foreign" Name "name"
    Adj "adj" Det "det" Emph "emph" Lmod "lmod" Arg "arg" Xcomp "xcomp" Nmod "nmod" Cleft "cleft"
}

/// A dependency relation: the universal part and its subtype.
///
/// ```
/// use relata::syntax::{BaseRelation, Relation, Subtype};
/// let relation = Relation::parse("nsubj:pass");
/// assert!(relation.is(BaseRelation::Nsubj) && relation.subtype == Subtype::Pass);
/// assert_eq!(relation.to_string(), "nsubj:pass");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct Relation {
    /// The part before the colon.
    pub base: BaseRelation,
    /// The part after it.
    pub subtype: Subtype,
}

impl Relation {
    /// The relation without subtype.
    #[must_use]
    pub const fn of(base: BaseRelation) -> Self {
        Self { base, subtype: Subtype::None }
    }

    /// The relation with that name, such as `acl:relcl`.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let (base, subtype) = name.split_once(':').unwrap_or((name, ""));
        Self { base: BaseRelation::from_name(base), subtype: Subtype::from_name(subtype) }
    }

    /// Whether the universal part is `base`.
    #[must_use]
    pub fn is(self, base: BaseRelation) -> bool {
        self.base == base
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.base.as_str())?;
        if self.subtype != Subtype::None {
            write!(f, ":{}", self.subtype.as_str())?;
        }
        Ok(())
    }
}

impl From<Relation> for String {
    fn from(relation: Relation) -> Self {
        relation.to_string()
    }
}

impl From<String> for Relation {
    fn from(name: String) -> Self {
        Self::parse(&name)
    }
}
