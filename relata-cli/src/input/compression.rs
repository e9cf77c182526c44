//! Gzip and Zstandard, known by their first bytes, whatever the file is called.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::error::Error;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

/// The longest window of Zstandard that memory is given to, as `zstd` itself has it by default.
const MOST_WINDOW: u64 = 128 << 20;

type Headed<R> = Chain<Cursor<Vec<u8>>, R>;

/// The bytes of a file, taken out of what they are compressed with, or as they are.
pub fn open(mut reader: impl BufRead + 'static) -> io::Result<Box<dyn BufRead>> {
    let head = head(&mut reader, 4)?;
    let whole = |head: Vec<u8>, reader| Cursor::new(head).chain(reader);
    Ok(match head.as_slice() {
        [0x1f, 0x8b, ..] => Box::new(BufReader::new(MultiGzDecoder::new(whole(head, reader)))),
        [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
            Box::new(BufReader::new(Zstandard { frame: None, rest: Some(whole(head, reader)) }))
        }
        _ => Box::new(whole(head, reader)),
    })
}

/// The first bytes, fewer only where there are no more.
pub fn head(reader: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(most);
    reader.by_ref().take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Frames of Zstandard, one behind the other, as `cat` joins files and programs of several threads write them.
struct Zstandard<R: BufRead> {
    frame: Option<StreamingDecoder<Headed<R>, FrameDecoder>>,
    rest: Option<Headed<R>>,
}

impl<R: BufRead> Read for Zstandard<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let count = frame.read(bytes)?;
                if count > 0 || bytes.is_empty() {
                    return Ok(count);
                }
            }
            let source = self.frame.take().map(StreamingDecoder::into_inner).or_else(|| self.rest.take());
            let Some(source) = source else { return Ok(0) };
            let Some(source) = behind_skipped(source)? else { return Ok(0) };
            self.frame = Some(next_frame(source)?);
        }
    }
}

/// The rest from the next frame on, if there is one; frames that are there to be skipped hold no text.
fn behind_skipped<R: BufRead>(mut source: Headed<R>) -> io::Result<Option<Headed<R>>> {
    loop {
        let start = head(&mut source, 4)?;
        match start.as_slice() {
            [] => return Ok(None),
            [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
                let mut length = [0; 4];
                source.read_exact(&mut length)?;
                let length = u64::from(u32::from_le_bytes(length));
                if io::copy(&mut source.by_ref().take(length), &mut io::sink())? < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            _ => return Ok(Some(Cursor::new(start).chain(source.into_inner().1))),
        }
    }
}

fn next_frame<R: Read>(source: R) -> io::Result<StreamingDecoder<R, FrameDecoder>> {
    let wrong = |error: FrameDecoderError| {
        // the cause by itself is in words
        let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        io::Error::new(io::ErrorKind::InvalidData, format!("Zstandard: {cause}"))
    };
    StreamingDecoder::new_with_max_window_size(source, MOST_WINDOW).map_err(wrong)
}

/// What a file is packed with that is not unpacked here, by its first bytes, and what unpacks it.
pub fn unknown(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let kinds: [(&[u8], _); 5] = [
        (b"\xfd7zXZ", ("xz", "xz -dc FILE")),
        (b"BZh", ("bzip2", "bzip2 -dc FILE")),
        (b"PK\x03\x04", ("zip", "unzip -p FILE")),
        (b"\x1f\x8b", ("gzip a second time", "gzip -dc FILE")),
        (b"\x28\xb5\x2f\xfd", ("zstd a second time", "zstd -dc FILE")),
    ];
    kinds.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        open(Cursor::new(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn members_and_frames_are_read_to_the_last() {
        let gzip = |text: &str| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            out.write_all(text.as_bytes()).expect("memory");
            out.finish().expect("memory")
        };
        assert_eq!(read([gzip("Greta "), gzip("left.")].concat()).expect("gzip"), "Greta left.");
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        let frame = |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), level);
        assert_eq!(read([frame("Greta "), frame("left.")].concat()).expect("frames"), "Greta left.");
        assert_eq!(read(b"Ol".to_vec()).expect("text"), "Ol");
        // pzstd writes such a frame before each
        let skipped = b"\x50\x2a\x4d\x18\x04\0\0\0size".to_vec();
        let all =
            [skipped.clone(), skipped.clone(), frame("Greta "), skipped.clone(), frame("left."), skipped];
        assert_eq!(read(all.concat()).expect("frames"), "Greta left.");
        assert!(read([&frame("Greta "), &b"\x50\x2a\x4d\x18\xff\xff\xff\xffsize"[..]].concat()).is_err());
        let wide =
            read(b"\x28\xb5\x2f\xfd\0\xff\0\0".to_vec()).expect_err("a window of terabytes").to_string();
        assert!(!wide.contains('{'), "{wide} is in words");
        assert!(read(gzip("Greta left.").split_at(12).0.to_vec()).is_err());
        assert!(read(b"\x28\xb5\x2f\xfdno frame".to_vec()).is_err());
    }
}
