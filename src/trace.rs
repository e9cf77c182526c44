//! Spans of the stages for `tracing`, where the crate has that feature; nothing otherwise.

/// Enters a span that lasts to the end of the block.
macro_rules! span {
    ($name:literal $(, $field:ident = $value:expr)* $(,)?) => {
        #[cfg(feature = "tracing")]
        let _entered = tracing::info_span!(target: "relata", $name, $($field = $value),*).entered();
    };
}

/// As [`span`], for what there are many of in a document: on the level of debugging.
macro_rules! inner_span {
    ($name:literal $(, $field:ident = $value:expr)* $(,)?) => {
        #[cfg(feature = "tracing")]
        let _entered = tracing::debug_span!(target: "relata", $name, $($field = $value),*).entered();
    };
}

pub(crate) use {inner_span, span};
