//! How much memory a long text takes: counted by the allocator, so that neither the clock nor the system has a say.

#![cfg(feature = "embedded-model")]
#![allow(unsafe_code, reason = "an allocator that counts")]

use relata::Extractor;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The system's allocator, and how many bytes are out and were out at most.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn more(bytes: usize) {
    let now = NOW.fetch_add(bytes, Ordering::Relaxed) + bytes;
    MOST.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: all is left to the system's.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // both may be there for a moment
        more(size);
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const ARTICLES: [&str; 3] = [
    include_str!("../examples/articles/court.txt"),
    include_str!("../examples/articles/harbour.txt"),
    include_str!("../examples/articles/storm.txt"),
];

/// So many bytes of articles, each telling of a day of its own.
fn news(bytes: usize) -> String {
    let mut text = String::new();
    for (day, article) in ARTICLES.iter().cycle().enumerate() {
        text += &format!("On day {day} the newspaper of Town {} told its readers this.\n", day % 97);
        text += article;
        text += "\n";
        if text.len() >= bytes {
            let end = (bytes..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            text.truncate(end);
            return text;
        }
    }
    text
}

#[test]
fn a_text_of_a_megabyte_takes_a_bounded_multiple_of_its_length() {
    let extractor = Extractor::new().expect("the embedded model loads");
    let loaded = NOW.load(Ordering::Relaxed);
    assert!(loaded < 32 << 20, "{loaded} bytes for the model alone");
    let peak = |bytes: usize| {
        let text = news(bytes);
        MOST.store(NOW.load(Ordering::Relaxed), Ordering::Relaxed);
        let graph = extractor.extract(&text).expect("a graph");
        assert!(graph.relations().count() > bytes / 100, "too few relations to tell anything");
        MOST.load(Ordering::Relaxed) - loaded
    };
    let (short, long) = (peak(100_000), peak(1_000_000));
    println!("{loaded} bytes loaded; {short} for 100 kB, {long} for 1 MB");
    assert!(long < 150_000_000, "{long} bytes at most");
    assert!(long < 11 * short, "{short} bytes for 100 kB, {long} for ten times as much");
}
