import { holds, indexOfWord, text, u16 } from './bytes.ts';
import { emptyTiff } from './orientation.ts';

/** A reader looks for the beginning in the first 1,024 bytes, and for the end in as many of the last, some more: ISO 32000-1, annex H. */
const WITHIN = 1024;
const END_WITHIN = 4096;

export function isPdf(bytes: Uint8Array): boolean {
  const start = indexOfWord(bytes.subarray(0, WITHIN), '%PDF-');
  const end = bytes.subarray(Math.max(0, bytes.length - END_WITHIN));
  return start >= 0 && (indexOfWord(end, '%%EOF') >= 0 || indexOfWord(end, 'startxref') >= 0);
}

/**
 * A PDF without the locations that photos in it and its own description may hold, blanked where they stand, so that every
 * place in the file stays where its index says. Who made the document, and when, is left: it is part of what it proves.
 * What is packed (object streams, packed descriptions) is not looked into.
 */
export function stripPdf(bytes: Uint8Array): Uint8Array | undefined {
  if (!isPdf(bytes)) return undefined;
  const clean = bytes.slice();
  blankExif(clean);
  blankLocations(clean);
  return clean;
}

/** Photos stand in a PDF as the JPEGs they are: what an APP1 segment of theirs says is blanked. PDF readers take nothing from it. */
function blankExif(bytes: Uint8Array): void {
  for (let at = indexOfWord(bytes, 'Exif\0\0'); at >= 0; at = indexOfWord(bytes, 'Exif\0\0', at + 1)) {
    const isSegment = bytes[at - 4] === 0xff && bytes[at - 3] === 0xe1;
    const length = isSegment ? (u16(bytes, at - 2) ?? 0) : 0;
    const from = at + 6;
    const to = Math.min(at - 2 + length, bytes.length);
    if (to - from < emptyTiff.length) continue;
    bytes.fill(0, from, to);
    bytes.set(emptyTiff, from);
  }
}

/** Properties of XMP, as attributes or elements, whose names say that they hold a place. */
const PLACES = /(?:exif:GPS\w*|photoshop:(?:City|State|Country)|Iptc4xmpCore:Location)(?:\s*=\s*(?:"[^"]*"|'[^']*')|>[^<]*<)/g;

function blankLocations(bytes: Uint8Array): void {
  let end = 0;
  // On from where the last one ended: however many begin, no byte is looked at twice.
  for (let at = indexOfWord(bytes, '<x:xmpmeta'); at >= 0; at = indexOfWord(bytes, '<x:xmpmeta', end)) {
    end = indexOfWord(bytes, '</x:xmpmeta', at);
    if (end < 0) return;
    for (let from = at; from < end; from += CHUNK) blankIn(bytes, from, Math.min(from + CHUNK + OVERLAP, end));
  }
}

const CHUNK = 16_384;
const OVERLAP = 512;

function blankIn(bytes: Uint8Array, from: number, to: number): void {
  for (const match of text(bytes, from, to).matchAll(PLACES)) {
    const [found] = match;
    const opening = found.search(/["'>]/) + 1;
    if (!holds(bytes, from + match.index, found)) continue;
    bytes.fill(0x20, from + match.index + opening, from + match.index + found.length - 1);
  }
}
