//! Whether a text is an IRI.

/// Whether it is an absolute IRI (RFC 3987).
pub(crate) fn is_iri(text: &str) -> bool {
    oxiri::Iri::parse(text).is_ok()
}

#[cfg(all(test, feature = "quads"))]
mod tests {
    use proptest::prelude::*;

    proptest! {
        /// Quads go out as terms of another library, which looks at IRIs by itself.
        #[test]
        fn what_is_an_iri_is_one_for_the_types_of_quads(text in r"(https?://|urn:|tag:)[ -~éßø𐀀\u{e000}]{0,12}") {
            prop_assert_eq!(super::is_iri(&text), rdf_syntax::IriBuf::new(text).is_ok());
        }
    }
}
