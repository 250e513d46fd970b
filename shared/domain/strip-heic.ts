import { latin, text, u32 } from './bytes.ts';
import { type Box, boxesIn, itemPlaces, itemTypes } from './heic-boxes.ts';
import { emptyTiff } from './orientation.ts';

/** Brands of still pictures coded with HEVC, and of pictures that say what coded them elsewhere: ISO/IEC 23008-12. */
const brands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1']);
/** Brands of moving pictures and of other codings. */
const HEVC = new Set(['hvc1', 'hev1']);

/** Boxes a still picture needs, at the top and in `meta`; any other is emptied where it stands. */
const needed = new Set(['ftyp', 'meta', 'mdat']);
const neededInMeta = new Set(['hdlr', 'pitm', 'iinf', 'iloc', 'iprp', 'iref', 'idat', 'dinf', 'grpl']);
/** Properties of a picture that describe it in words, or say when it was made. */
const wordy = new Set(['udes', 'altt', 'crtt', 'mdft', 'uuid']);
/** Items that are no part of the picture: Exif, XMP and other text, addresses. */
const wordyItems = new Set(['Exif', 'mime', 'uri ']);

/** Whether the first box says that this is a HEIC picture. */
export function isHeic(bytes: Uint8Array): boolean {
  if (text(bytes, 4, 8) !== 'ftyp') return false;
  const end = Math.min(u32(bytes, 0) ?? 0, bytes.length);
  if (brands.has(text(bytes, 8, 12))) return true;
  for (let at = 16; at + 4 <= end; at += 4) if (text(bytes, at, at + 4) === 'heic') return true;
  return false;
}

/**
 * A HEIC picture without what tells of its maker, blanked where it stands, so that every place in it stays where its index says:
 * Exif, XMP, descriptions, moving pictures hung on, and every byte of its data that no part of the picture claims. Which way up it
 * is, is a property of the picture and stays.
 * @returns undefined when it is no HEIC that can be walked through
 */
export function stripHeic(bytes: Uint8Array): Uint8Array | undefined {
  if (!isHeic(bytes)) return undefined;
  const top = boxesIn(bytes, 0, bytes.length);
  const meta = top?.find(({ type }) => type === 'meta');
  const inMeta = meta && boxesIn(bytes, meta.content + 4, meta.end);
  const [iinf, iloc, iprp] = ['iinf', 'iloc', 'iprp'].map((type) => inMeta?.find((box) => box.type === type));
  const types = iinf && itemTypes(bytes, iinf);
  const idat = inMeta?.find(({ type }) => type === 'idat');
  const places = iloc && itemPlaces(bytes, iloc, idat);
  if (!top || !inMeta || !types || !places || ![...types.values()].some((type) => HEVC.has(type))) return undefined;

  const properties = iprp && propertiesIn(bytes, iprp);
  if (iprp && !properties) return undefined;
  const clean = bytes.slice();
  blankUnclaimed(clean, { top, types, places });
  for (const box of top) if (!needed.has(box.type)) empty(clean, box);
  for (const box of inMeta) if (!neededInMeta.has(box.type)) empty(clean, box);
  for (const box of properties ?? []) if (wordy.has(box.type)) empty(clean, box);
  for (const [id, type] of types)
    for (const { from, to } of wordyItems.has(type) ? (places.get(id) ?? []) : []) blank(clean, type, from, to);
  return clean;
}

function propertiesIn(bytes: Uint8Array, { content, end }: Box): Box[] | undefined {
  const ipco = boxesIn(bytes, content, end)?.find(({ type }) => type === 'ipco');
  return ipco && boxesIn(bytes, ipco.content, ipco.end);
}

/** Blanks the data that is no item's, or an item's of words. */
function blankUnclaimed(
  bytes: Uint8Array,
  { top, types, places }: { top: Box[]; types: Map<number, string>; places: Map<number, { from: number; to: number }[]> },
): void {
  const claimed = [...places]
    .filter(([id]) => types.has(id) && !wordyItems.has(types.get(id) ?? ''))
    .flatMap(([, ranges]) => ranges)
    .sort((a, b) => a.from - b.from);
  for (const { content, end } of top.filter(({ type }) => type === 'mdat')) {
    let free = content;
    for (const { from, to } of claimed) {
      if (from > free) bytes.fill(0, free, Math.min(from, end));
      free = Math.max(free, to);
      if (free >= end) break;
    }
    if (free < end) bytes.fill(0, free, end);
  }
}

/** Makes a box one that readers pass over, as long as it was. */
function empty(bytes: Uint8Array, { start, content, end }: Box): void {
  bytes.set(latin('free'), start + 4);
  bytes.fill(0, content, end);
}

/** Readers of Exif look for a TIFF after four bytes that say how far on it is; of text, for text. */
function blank(bytes: Uint8Array, type: string, from: number, to: number): void {
  bytes.fill(type === 'Exif' ? 0 : 0x20, from, to);
  if (type === 'Exif' && to - from >= 4 + emptyTiff.length) bytes.set(emptyTiff, from + 4);
}
