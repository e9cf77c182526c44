//! Stage 1, text: bytes of an article to paragraphs, sentences, tokens and syntactic words.
//!
//! In: any UTF-8 text. Out: [`Segmented`]. Knows nothing of grammar or models.

mod assemble;
mod check;
mod language;
mod lines;
mod reading;
mod segment;
mod tokens;
mod types;

pub(crate) use assemble::Assembly;
pub use lines::Lines;
pub use reading::Reading;
pub(crate) use segment::MOST_GIVEN_WORDS;
pub use segment::{Limits, segment, segment_lines};
pub use types::{Notice, NoticeKind, Paragraph, Segmented, Sentence, Token, Word};
