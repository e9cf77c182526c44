//! What the lists tell of words, where that is one of few things.

use crate::error::named_values;

/// What a pronoun, a noun, a name or an honorific tells of the sex of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Gender {
    Masculine,
    Feminine,
    /// It is no person's.
    Neuter,
    /// It may be any.
    Any,
}

named_values!(Gender, "gender");

impl Gender {
    /// Whether it is a person's, and one.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Masculine | Self::Feminine)
    }
}

/// How a verb or noun of saying, thinking or knowing stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Stance {
    /// It is somebody's word.
    Plain,
    /// It is so (*knew that*).
    Factive,
    /// It shows (*indicates that*).
    Evidential,
    /// It is wanted of others.
    Demand,
    /// It is not so.
    Deny,
    /// It is hoped for.
    Wish,
}

named_values!(Stance, "stance");

/// What facts do, or what is done to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Effect {
    /// It moves somebody (*shocked them*).
    Psych,
    /// It has a consequence (*led to*).
    Causal,
    /// It is the case (*happened*).
    Happening,
    /// It is praised or condemned.
    Judging,
}

named_values!(Effect, "effect");

/// How a word is of the weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Weather {
    /// *It rains*.
    Verb,
    /// *It is sunny*.
    Adjective,
    /// It is said of things, too (*cold*).
    Ambient,
}

named_values!(Weather, "sort of weather");

/// What a shell noun takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Shell {
    /// What happened (*the move*).
    Event,
    /// What is the case (*the fact*).
    Fact,
    /// What was said (*the remark*).
    Speech,
    /// What was thought (*the idea*).
    Thought,
    /// How things are (*the situation*).
    Circumstance,
}

named_values!(Shell, "class of shell nouns");

/// When an office is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum OfficeState {
    /// No more (*former*).
    Ended,
    /// At present (*acting*).
    Now,
    /// In future (*incoming*).
    Coming,
}

named_values!(OfficeState, "time of an office");
