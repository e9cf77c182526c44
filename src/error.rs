//! The crate's error: joins those of its doors.

/// A name that stands for no value, with those that do; what `FromStr` of the crate's enums gives.
///
/// ```
/// let error = "perhaps".parse::<relata::Modality>().unwrap_err();
/// assert_eq!(error.to_string(), "no modality is called \"perhaps\", but actual, planned, possible, demanded, conditional");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called {name:?}, but {}", choices.join(", "))]
#[non_exhaustive]
pub struct UnknownName {
    /// What was wanted.
    pub what: &'static str,
    /// What was given.
    pub name: String,
    /// What can be given.
    pub choices: Vec<&'static str>,
}

/// `Display` and `FromStr` of what has a name in the interchange formats; for an enum with the derives of `strum` also the list of
/// its values and the way between them and their names.
macro_rules! named_values {
    ($enum:ty, $what:literal) => {
        impl $enum {
            /// All values, in their order.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The name, as the interchange formats write it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                self.into()
            }

            /// The value with that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }

        $crate::error::named_values!($enum, $what, as_str);
    };
    ($enum:ty, $what:literal, $name:ident) => {
        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad((*self).$name())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::error::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let unknown = || $crate::error::UnknownName {
                    what: $what,
                    name: name.to_owned(),
                    choices: Self::ALL.iter().map(|value| (*value).$name()).collect(),
                };
                Self::from_name(name).ok_or_else(unknown)
            }
        }
    };
}
pub(crate) use named_values;

/// What can go wrong in making or running an [`Extractor`](crate::Extractor). No text is an error but one too long for
/// the crate's ids; what was cut short is in the graph's notices.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] crate::model::LoadError),
    /// A rule cannot be used.
    #[error(transparent)]
    Rule(#[from] crate::rules::RuleError),
    /// An option has a value it cannot have.
    #[error("option {option}: {problem}")]
    Option {
        /// The option's name.
        option: &'static str,
        /// What is wrong with its value.
        problem: String,
    },
    /// A text has more bytes than ids can count, and the limit on texts was raised beyond that.
    #[error("text of {bytes} bytes: at most {most} can be read")]
    TooLong {
        /// The text's length.
        bytes: usize,
        /// The most that can be read.
        most: usize,
    },
}
