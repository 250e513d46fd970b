import { holds, joined, latin, u8, u16 } from './bytes.ts';
import { type Orientation, orientationOf, tiffOf } from './orientation.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const EXIF = 'Exif\0\0';
/** What a JFIF segment holds before the thumbnail that may follow: ITU-T T.871. */
const JFIF_BYTES = 14;

/**
 * A JPEG without what tells of its maker: location, camera, times, names, thumbnails, comments, and whatever was hung on after
 * its end (a moving picture, other pictures). Kept are the picture as it is, its colours (ICC, Adobe's) and which way up it is.
 * @returns undefined when it is no JPEG that can be walked through
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (u8(bytes, 0) !== 0xff || u8(bytes, 1) !== SOI) return undefined;
  const kept: Uint8Array[] = [];
  let orientation: Orientation | undefined;
  let scans = 0;
  let frames = 0;
  for (let at = 2; ; ) {
    const marker = nextMarker(bytes, at);
    // A picture whose end was cut off shows what there is of it.
    if (!marker || marker.code === EOI) break;
    const { start, code } = marker;
    const end = start + 2 + (u16(bytes, start + 2) ?? Number.NaN);
    if (!(end >= start + 4 && end <= bytes.length)) return undefined;
    const segment = bytes.subarray(start, end);
    if (code === APP1 && holds(segment, 4, EXIF)) orientation ??= orientationOf(segment.subarray(4 + EXIF.length));
    kept.push(...keptOf(code, segment));
    at = end;
    if (isFrame(code)) frames++;
    if (code !== SOS) continue;
    scans++;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  if (frames === 0 || scans === 0) return undefined;
  return joined([
    Uint8Array.of(0xff, SOI),
    ...(orientation && orientation > 1 ? [exifSegment(orientation)] : []),
    ...kept,
    Uint8Array.of(0xff, EOI),
  ]);
}

/** The marker at a place, any filling before it left out. */
function nextMarker(bytes: Uint8Array, from: number): { start: number; code: number } | undefined {
  let at = from;
  if (u8(bytes, at) !== 0xff) return undefined;
  while (u8(bytes, at + 1) === 0xff) at++;
  const code = u8(bytes, at + 1);
  return code === undefined || code === 0 ? undefined : { start: at, code };
}

/** Where the coded data of a scan ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = u8(bytes, at + 1);
    if (code !== undefined && code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Start of frame: which kind of JPEG, and its size. C4, C8 and CC of the same range are other things. */
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);

function keptOf(code: number, segment: Uint8Array): Uint8Array[] {
  if (code === COM) return [];
  if (code < APP0 || code > 0xef) return [segment];
  if (code === APP0 && holds(segment, 4, 'JFIF\0') && segment.length >= 4 + JFIF_BYTES) return [withoutThumbnail(segment)];
  if (code === APP2 && holds(segment, 4, 'ICC_PROFILE\0')) return [segment];
  if (code === APP14 && holds(segment, 4, 'Adobe')) return [segment];
  return [];
}

function withoutThumbnail(segment: Uint8Array): Uint8Array {
  const jfif = segment.slice(0, 4 + JFIF_BYTES);
  jfif.set([0, JFIF_BYTES + 2], 2);
  jfif.set([0, 0], 4 + JFIF_BYTES - 2);
  return jfif;
}

function exifSegment(orientation: Orientation): Uint8Array {
  const content = joined([latin(EXIF), tiffOf(orientation)]);
  return joined([Uint8Array.of(0xff, APP1, 0, content.length + 2), content]);
}
