import { holds, u8, u16 } from './bytes.ts';
import { type FileMedia, MAX_FILE_BYTES, type TurnedAwayReason } from './file.ts';
import { isHeic, stripHeic } from './strip-heic.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { isPdf, stripPdf } from './strip-pdf.ts';
import { PNG_SIGNATURE, stripPng } from './strip-png.ts';

/** A file as it may be kept and shown, or why it may not. */
export type Cleaned =
  | { kind: 'clean'; media: FileMedia; bytes: Uint8Array }
  | { kind: 'turned-away'; because: Extract<TurnedAwayReason, 'empty' | 'too-large' | 'not-what-it-says'> };

const strip: Record<FileMedia, (bytes: Uint8Array) => Uint8Array | undefined> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/heic': stripHeic,
  'application/pdf': stripPdf,
};

/** What a file is by its first bytes, whatever its name says; undefined when it is none of those we take. */
export function mediaOf(bytes: Uint8Array): FileMedia | undefined {
  if (u16(bytes, 0) === 0xffd8 && u8(bytes, 2) === 0xff) return 'image/jpeg';
  if (holds(bytes, 0, PNG_SIGNATURE)) return 'image/png';
  if (isHeic(bytes)) return 'image/heic';
  return isPdf(bytes) ? 'application/pdf' : undefined;
}

/** Why a file of that size is turned away unread; undefined when it may be read. */
export function sizeRefusal(bytes: number): 'empty' | 'too-large' | undefined {
  if (bytes === 0) return 'empty';
  return bytes > MAX_FILE_BYTES ? 'too-large' : undefined;
}

/** Looks whether a file is one of those we take, all through, and takes out what tells of where and by whom it was made. */
export function cleanFile(bytes: Uint8Array): Cleaned {
  const because = sizeRefusal(bytes.length);
  if (because) return { kind: 'turned-away', because };
  const media = mediaOf(bytes);
  const clean = media && strip[media](bytes);
  return media && clean ? { kind: 'clean', media, bytes: clean } : { kind: 'turned-away', because: 'not-what-it-says' };
}
