//! Ctrl-C, SIGTERM and SIGHUP: the shard at hand is finished, and the exit code says which it was.

use crate::message::{Message, Messages};
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// What asked for the end, as an exit code; 0 while nothing has.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicU8>);

impl Stop {
    pub fn code(&self) -> Option<u8> {
        Some(self.0.load(Ordering::SeqCst)).filter(|&code| code != 0)
    }

    fn asked(&self, code: u8, messages: Messages) {
        if self.0.swap(code, Ordering::SeqCst) != 0 {
            // asked twice: leave the shard at hand, which the next run writes again
            std::process::exit(i32::from(code));
        }
        messages.tell(&Message::warning("finishing the shard at hand; once more to stop at once"));
    }

    #[cfg(unix)]
    pub fn listen(&self, messages: Messages) -> Result<(), Box<dyn Error>> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|&signal| !is_ignored(signal));
        let mut signals = signal_hook::iterator::Signals::new(wanted)?;
        let stop = self.clone();
        let listening = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                stop.asked(u8::try_from(128 + signal).unwrap_or(130), messages);
            }
        });
        listening
            .map(|_| ())
            .map_err(|error| format!("no thread can be started to wait for signals: {error}").into())
    }

    #[cfg(not(unix))]
    pub fn listen(&self, messages: Messages) -> Result<(), Box<dyn Error>> {
        let stop = self.clone();
        Ok(ctrlc::set_handler(move || stop.asked(130, messages))?)
    }
}

/// Whether whoever started the program wants the signal to do nothing, as `nohup` does.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}
