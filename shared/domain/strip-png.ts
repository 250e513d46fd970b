import { crc32 } from 'node:zlib';
import { holds, joined, latin, text, u32 } from './bytes.ts';
import { type Orientation, orientationOf, tiffOf } from './orientation.ts';

export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** Chunks that say how the picture looks: PNG 3rd edition, with those of moving pictures. All others go: text, times, Exif, what is private. */
const shown = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));

/**
 * A PNG without what tells of its maker; which way up it is stays.
 * @returns undefined when it is no PNG that can be walked through to its end
 */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  if (!holds(bytes, 0, PNG_SIGNATURE)) return undefined;
  const kept: { type: string; chunk: Uint8Array }[] = [];
  let orientation: Orientation | undefined;
  for (let at = PNG_SIGNATURE.length; ; ) {
    const length = u32(bytes, at);
    const type = text(bytes, at + 4, at + 8);
    const end = at + 12 + (length ?? Number.NaN);
    if (!(end <= bytes.length)) return undefined;
    if (type === 'eXIf') orientation ??= orientationOf(bytes.subarray(at + 8, end - 4));
    if (shown.has(type)) kept.push({ type, chunk: bytes.subarray(at, end) });
    // A chunk that a reader must understand, and we do not know.
    else if (/^[A-Z]/.test(type)) return undefined;
    at = end;
    if (type === 'IEND') break;
  }
  const [header, ...rest] = kept;
  if (header?.type !== 'IHDR' || !rest.some(({ type }) => type === 'IDAT')) return undefined;
  const exif = orientation && orientation > 1 ? [chunkOf('eXIf', tiffOf(orientation))] : [];
  return joined([latin(PNG_SIGNATURE), header.chunk, ...exif, ...rest.map(({ chunk }) => chunk)]);
}

function chunkOf(type: string, content: Uint8Array): Uint8Array {
  const body = joined([latin(type), content]);
  return joined([number(content.length), body, number(crc32(body))]);
}

const number = (value: number) => Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
