//! Gzip and Zstandard, known by their first bytes, whatever the file is called.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
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
        [0x28, 0xb5, 0x2f, 0xfd] => {
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

/// Frames of Zstandard, one behind the other, as `cat` joins files.
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
            let Some(mut source) = source else { return Ok(0) };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(next_frame(source)?);
        }
    }
}

fn next_frame<R: Read>(source: R) -> io::Result<StreamingDecoder<R, FrameDecoder>> {
    let wrong =
        |error: FrameDecoderError| io::Error::new(io::ErrorKind::InvalidData, format!("Zstandard: {error}"));
    StreamingDecoder::new_with_max_window_size(source, MOST_WINDOW).map_err(wrong)
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
        assert!(read(gzip("Greta left.").split_at(12).0.to_vec()).is_err());
        assert!(read(b"\x28\xb5\x2f\xfdno frame".to_vec()).is_err());
    }
}
