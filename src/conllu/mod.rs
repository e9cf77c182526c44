//! CoNLL-U in and out: a side door for gold tokens, gold trees and the scorers.
