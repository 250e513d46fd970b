import { text, u32 } from './bytes.ts';

/** A box of an ISO media file, ISO/IEC 14496-12: where it stands, and where its content does. */
export type Box = { type: string; start: number; content: number; end: number };

/** The boxes that lie one after the other between two places; undefined when one does not fit. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = [];
  for (let start = from; start < to; ) {
    const size = u32(bytes, start);
    const type = text(bytes, start + 4, start + 8);
    let content = start + 8;
    let end = start + (size ?? Number.NaN);
    if (size === 1) {
      end = start + (u32(bytes, start + 8) ?? Number.NaN) * 2 ** 32 + (u32(bytes, start + 12) ?? Number.NaN);
      content = start + 16;
    }
    // The last one may reach to the end, and then does not say how far that is.
    if (size === 0) end = to;
    if (!(end <= to && content <= end)) return undefined;
    boxes.push({ type, start, content, end });
    start = end;
  }
  return boxes;
}

type Reader = { next: (size: number) => number | undefined };

function readerAt(bytes: Uint8Array, from: number, to: number): Reader {
  let at = from;
  return {
    next: (size) => {
      if (at + size > to) return undefined;
      let value = 0;
      for (let index = 0; index < size; index++) value = value * 256 + (bytes[at + index] ?? 0);
      at += size;
      return value;
    },
  };
}

/** The kinds of a file's items, by id, from its `iinf` box; undefined when it cannot be read. */
export function itemTypes(bytes: Uint8Array, { content, end }: Box): Map<number, string> | undefined {
  const version = bytes[content] ?? 0;
  const entries = boxesIn(bytes, content + 4 + (version === 0 ? 2 : 4), end);
  if (!entries) return undefined;
  const types = new Map<number, string>();
  for (const entry of entries) {
    if (entry.type !== 'infe') continue;
    const entryVersion = bytes[entry.content] ?? 0;
    // Before version 2 an entry has no kind, and no HEIC has such.
    if (entryVersion < 2) return undefined;
    const read = readerAt(bytes, entry.content + 4, entry.end);
    const id = read.next(entryVersion === 2 ? 2 : 4);
    read.next(2);
    const type = read.next(4);
    if (id === undefined || type === undefined) return undefined;
    types.set(id, String.fromCharCode(type >>> 24, (type >>> 16) & 0xff, (type >>> 8) & 0xff, type & 0xff));
  }
  return types;
}

type Place = { from: number; to: number };

/** Extents of all items of a file together: a phone's picture has some sixty. */
const MAX_EXTENTS = 10_000;
/** Times that the file's own length may be claimed in all. Places seldom overlap; the same bytes claimed over and over are a trap. */
const MAX_CLAIMED = 4;

/**
 * Where each item's bytes are, from the `iloc` box; undefined when it cannot be read, names places outside of the file, or claims so
 * many that looking at them would take for ever.
 */
export function itemPlaces(bytes: Uint8Array, { content, end }: Box, idat: Box | undefined): Map<number, Place[]> | undefined {
  const version = bytes[content] ?? 0;
  const sizes = [
    (bytes[content + 4] ?? 0) >> 4,
    (bytes[content + 4] ?? 0) & 15,
    (bytes[content + 5] ?? 0) >> 4,
    (bytes[content + 5] ?? 0) & 15,
  ];
  const [offsetSize = 0, lengthSize = 0, baseSize = 0, indexSize = 0] = sizes;
  const read = readerAt(bytes, content + 6, end);
  const count = read.next(version < 2 ? 2 : 4) ?? 0;
  const places = new Map<number, Place[]>();
  let extentsInAll = 0;
  let claimed = 0;
  for (let index = 0; index < count; index++) {
    const id = read.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : (read.next(2) ?? 0) & 15;
    read.next(2);
    const base = read.next(baseSize) ?? 0;
    const extents = read.next(2);
    if (id === undefined || extents === undefined) return undefined;
    extentsInAll += extents;
    if (extentsInAll > MAX_EXTENTS) return undefined;
    const found: Place[] = [];
    for (let extent = 0; extent < extents; extent++) {
      if (version > 0 && indexSize > 0) read.next(indexSize);
      const offset = read.next(offsetSize);
      const length = read.next(lengthSize);
      if (offset === undefined || length === undefined) return undefined;
      // By the file, or by the box `idat`; an item made of another (2) has its bytes in that one.
      if (method === 2) continue;
      const from = (method === 1 ? (idat?.content ?? Number.NaN) : 0) + base + offset;
      const to = length === 0 ? bytes.length : from + length;
      if (!(from >= 0 && to <= bytes.length)) return undefined;
      claimed += to - from;
      if (claimed > MAX_CLAIMED * bytes.length) return undefined;
      found.push({ from, to });
    }
    places.set(id, found);
  }
  return places;
}
