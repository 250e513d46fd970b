import { holds, u16, u32 } from './bytes.ts';

/** Which way up a photo is: 1 as it is, 2 to 8 turned or mirrored (Exif 2.32, tag 0x0112). */
export type Orientation = number;

const ORIENTATION = 0x0112;
const SHORT = 3;
/** More entries than any camera writes. */
const MAX_ENTRIES = 1000;

/**
 * The orientation in Exif data, which is a TIFF: https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2019-E
 * @returns undefined when there is none, or the data makes no sense
 */
export function orientationOf(tiff: Uint8Array): Orientation | undefined {
  const littleEndian = holds(tiff, 0, 'II');
  if (!littleEndian && !holds(tiff, 0, 'MM')) return undefined;
  const directory = u32(tiff, 4, littleEndian) ?? tiff.length;
  const entries = Math.min(u16(tiff, directory, littleEndian) ?? 0, MAX_ENTRIES);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (u16(tiff, entry, littleEndian) !== ORIENTATION || u16(tiff, entry + 2, littleEndian) !== SHORT) continue;
    const value = u16(tiff, entry + 8, littleEndian) ?? 0;
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** Exif data that says the orientation and nothing else: 26 bytes. */
export function tiffOf(orientation: Orientation): Uint8Array {
  const entry = [ORIENTATION >> 8, ORIENTATION & 0xff, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0];
  return Uint8Array.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]);
}

/** Exif data that says nothing: a TIFF without an entry, 14 bytes. */
export const emptyTiff = Uint8Array.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
