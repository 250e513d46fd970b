import { parse } from 'csv-parse/sync';
import type { FileForm, FileRecord } from '../../domain/import.ts';

/** A record of more lines than this is a quotation mark that somebody forgot. */
const MOST_LINES = 20;
/** A line, or a record, of more bytes is none of a table. */
const MOST_BYTES = 64_000;
const [LF, CR, QUOTE, NUL] = [0x0a, 0x0d, 0x22, 0];
/** Byte order marks of UTF-8 and, refused, of UTF-16. */
const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

type Line = { bytes: Buffer; number: number; end: number; tooLong: boolean };

/**
 * Cuts a file into records as it streams by, holding no more than a few lines of it. Lines are counted as an editor counts them.
 * A quoted field may hold line breaks; but a record that cannot be read is one bad line and no more: the next line is tried by
 * itself, so that a forgotten quotation mark does not swallow what comes after it.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  form: FileForm,
  from: { byte: number; line: number },
): AsyncGenerator<FileRecord | { kind: 'not-text' }> {
  const decoder = new TextDecoder(form.encoding, { fatal: true, ignoreBOM: false });
  const lines = linesOf(chunks, from);
  /** Lines that were read and belong to no record yet. */
  const ahead: Line[] = [];
  const lineAt = async (index: number): Promise<Line | undefined> => {
    while (ahead.length <= index) {
      const { value, done } = await lines.next();
      if (done) return undefined;
      ahead.push(value);
    }
    return ahead[index];
  };
  let { columns } = form;
  for (let first = await lineAt(0); first; first = await lineAt(0)) {
    if (first.bytes.includes(NUL) || UTF16_MARKS.some((mark) => mark.every((byte, index) => first?.bytes[index] === byte))) {
      yield { kind: 'not-text' };
      return;
    }
    if (isEmpty(first.bytes)) {
      ahead.shift();
      continue;
    }
    const whole = form.quoted ? await linesOfRecord(lineAt) : 1;
    const record = recordOf(ahead.slice(0, whole), { ...form, ...(columns === undefined ? {} : { columns }) }, decoder);
    const used = 'fault' in record ? 1 : whole;
    const last = ahead[used - 1] as Line;
    ahead.splice(0, used);
    if ('values' in record) columns ??= record.values.length;
    yield { ...record, line: first.number, next: { byte: last.end, line: last.number + 1 } };
  }
}

/** How many lines the record has that begins with the first: until its quotation marks are even. */
async function linesOfRecord(lineAt: (index: number) => Promise<Line | undefined>): Promise<number> {
  let marks = 0;
  for (let index = 0; index < MOST_LINES; index++) {
    const line = await lineAt(index);
    if (!line) break;
    for (const byte of line.bytes) if (byte === QUOTE) marks++;
    if (marks % 2 === 0) return index + 1;
  }
  return 1;
}

function recordOf(
  lines: readonly Line[],
  form: FileForm,
  decoder: InstanceType<typeof TextDecoder>,
): { values: string[] } | { fault: 'not-in-encoding' | 'quote-open' | 'too-long' } {
  if (lines.some(({ tooLong }) => tooLong) || sizeOf(lines) > MOST_BYTES) return { fault: 'too-long' };
  let text: string;
  try {
    text = decoder.decode(Buffer.concat(lines.map(({ bytes }) => bytes)));
  } catch {
    return { fault: 'not-in-encoding' };
  }
  try {
    const options = { delimiter: form.delimiter, quote: form.quoted ? '"' : null, relax_column_count: true, bom: true } as const;
    const [values = []] = parse(text, options) as string[][];
    // Two lines that only look like one, because each has a mark too many, are not of the right length.
    return lines.length > 1 && form.columns !== undefined && values.length !== form.columns ? { fault: 'quote-open' } : { values };
  } catch {
    return { fault: 'quote-open' };
  }
}

const sizeOf = (lines: readonly Line[]): number => lines.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Lines with their ends, and where each stands in the file. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, from: { byte: number; line: number }): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let start = from.byte;
  let number = from.line;
  let skipping = false;
  for await (const chunk of chunks) {
    let buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (start === 0 && number === 1 && buffer.length >= 3 && UTF8_MARK.every((byte, index) => buffer[index] === byte)) {
      buffer = buffer.subarray(3);
      start = 3;
    }
    let at = 0;
    for (let end = buffer.indexOf(LF, at); end >= 0; end = buffer.indexOf(LF, at)) {
      const bytes = buffer.subarray(at, end + 1);
      yield {
        bytes: skipping ? Buffer.from('-') : bytes,
        number,
        end: start + bytes.length,
        tooLong: skipping || bytes.length > MOST_BYTES,
      };
      skipping = false;
      start += bytes.length;
      number++;
      at = end + 1;
    }
    rest = Buffer.from(buffer.subarray(at));
    if (rest.length > MOST_BYTES) {
      // What is left of a line that is too long is counted and let go.
      start += rest.length;
      rest = Buffer.alloc(0);
      skipping = true;
    }
  }
  if (rest.length > 0 || skipping) yield { bytes: skipping ? Buffer.from('-') : rest, number, end: start + rest.length, tooLong: skipping };
}

function isEmpty(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === LF || byte === CR || byte === 0x20);
}
