import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../../shared/adapters/csv/read-records.ts';
import type { FileRecord } from '../../../../shared/domain/import.ts';
import { inPieces } from '../../../support/imports.ts';

const comma = { encoding: 'utf-8', delimiter: ',', quoted: true } as const;
const read = async (content: string | Buffer, { form = comma, size = 5, from = { byte: 0, line: 1 } } = {}) => {
  const records: (FileRecord | { kind: 'not-text' })[] = [];
  const bytes = Buffer.from(content as string).subarray(from.byte);
  for await (const record of readRecords(inPieces(bytes, size), form, from)) records.push(record);
  return records;
};
const brief = (records: Awaited<ReturnType<typeof read>>) =>
  records.map((each) => ('kind' in each ? each.kind : [each.line, 'values' in each ? each.values.join('|') : each.fault]));

describe('cutting a file into records', () => {
  it('counts lines as an editor does, through blank lines, either line end and line breaks in quotation marks', async () => {
    expect(brief(await read('\uFEFFa,b\r\n1,"x\r\ny"\r\n\r\n2,é\n3,z'))).toEqual([
      [1, 'a|b'],
      [2, '1|x\r\ny'],
      [5, '2|é'],
      [6, '3|z'],
    ]);
  });

  it('takes a forgotten quotation mark for one bad line, and reads the next by itself', async () => {
    expect(brief(await read('a,b\n1,"x\n2,y\n3,z\n4,5" pipe\n5,w\n'))).toEqual([
      [1, 'a|b'],
      [2, 'quote-open'],
      [3, '2|y'],
      [4, '3|z'],
      [5, 'quote-open'],
      [6, '5|w'],
    ]);
  });

  it('leaves quotation marks alone where a profile says that they are letters', async () => {
    const form = { ...comma, delimiter: '|' as const, quoted: false } as unknown as typeof comma;
    expect(brief(await read('a|b\n1|5" pipe\n', { form }))).toEqual([
      [1, 'a|b'],
      [2, '1|5" pipe'],
    ]);
  });

  it('reads Windows letters where they are said to be, and takes a line with them for bad where they are not', async () => {
    const windows = Buffer.from('a,b\n1,O\x92Brien\x80\n2,x\n', 'latin1');
    const form = { ...comma, encoding: 'windows-1252' } as unknown as typeof comma;
    expect(brief(await read(windows, { form }))[1]).toEqual([2, '1|O’Brien€']);
    expect(brief(await read(windows)).slice(1)).toEqual([
      [2, 'not-in-encoding'],
      [3, '2|x'],
    ]);
  });

  it('holds no more of a line than a line may have', async () => {
    const records = await read(`a,b\n1,${'x'.repeat(200_000)}\n2,y\n`, { size: 10_000 });
    expect(brief(records)).toEqual([
      [1, 'a|b'],
      [2, 'too-long'],
      [3, '2|y'],
    ]);
    expect(records.at(-1)).toMatchObject({ next: { byte: 200_011, line: 4 } });
  });

  it.each([
    ['a workbook', Buffer.from('PK\x03\x04\x00\x00a,b\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFa,b\n', 'utf16le')],
  ])('says that %s is no text', async (_what, bytes) => {
    expect(brief(await read(bytes, { size: 1000 }))).toEqual(['not-text']);
  });

  it('reads any table as it was written, in pieces of any size, and from any record on', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '7') });
    const table = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), fc.nat(), async (rows, size, at) => {
        const written = `x,y,z\n${rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
        const all = await read(written, { size });
        const values = all.slice(1).map((each) => ('values' in each ? each.values : each));
        expect(values).toEqual(rows);
        const place = all[at % all.length] as FileRecord;
        const rest = await read(written, { size, from: place.next, form: { ...comma, columns: 3 } as unknown as typeof comma });
        expect(rest).toEqual(all.slice((at % all.length) + 1));
      }),
    );
  });

  it('ends, whatever bytes it is given, and never goes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
        const records = (await read(Buffer.from(bytes), { size })).filter((each): each is FileRecord => !('kind' in each));
        const ends = records.map(({ next }) => next.byte);
        expect(ends).toEqual(ends.toSorted((a, b) => a - b));
        expect(new Set(ends).size).toBe(ends.length);
      }),
    );
  });
});
