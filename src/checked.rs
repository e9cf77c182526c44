//! Types that promise something of their ids and places: they are read only where they keep it, so that no JSON can make a later
//! stage panic.

/// Serializes a type as its fields say (`#[serde(remote = "Self")]`), and deserializes it where its `check` finds nothing.
macro_rules! checked {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read = Self::deserialize(deserializer)?;
                read.check().map_err(serde::de::Error::custom)?;
                Ok(read)
            }
        }
    };
}
pub(crate) use checked;

/// An error with a message where something does not hold.
pub(crate) fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}

/// Reads a number from 0 to 1.
pub(crate) fn probability<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    within(deserializer, 0.0)
}

/// Reads a number from 0 to 1 as the network gives it, whose sums are right to some digits.
pub(crate) fn near_probability<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    within(deserializer, 1e-3)
}

fn within<'de, D: serde::Deserializer<'de>>(deserializer: D, more: f32) -> Result<f32, D::Error> {
    let read = <f32 as serde::Deserialize>::deserialize(deserializer)?;
    let holds = (-more..=1.0 + more).contains(&read);
    ensure(holds, || format!("{read} is no confidence: it is from 0 to 1"))
        .map_err(serde::de::Error::custom)?;
    Ok(read)
}
