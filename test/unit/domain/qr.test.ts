import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrCode } from '../../../shared/domain/qr.ts';

/** As a phone's camera was seen to read it. */
it('draws a short text as the standard has it', () => {
  const drawn = qrCode('front door')?.map((line) => line.map((isDark) => (isDark ? '#' : '.')).join(''));
  expect(drawn).toEqual([
    '#######.....#.#######',
    '#.....#...#...#.....#',
    '#.###.#.##..#.#.###.#',
    '#.###.#.#.###.#.###.#',
    '#.###.#.#.###.#.###.#',
    '#.....#.###.#.#.....#',
    '#######.#.#.#.#######',
    '........##.##........',
    '#.#####..##.#.#####..',
    '.###....#.#.#####.###',
    '..#..#######.##....#.',
    '#.##....#....#.#.##.#',
    '..#####.####..#....#.',
    '........##########..#',
    '#######..##.###..#.#.',
    '#.....#.##.###.#.##.#',
    '#.###.#.#.#.####....#',
    '#.###.#.##..#..###...',
    '#.###.#.##.#..##.....',
    '#.....#..##....#.##..',
    '#######.##.#.....#.#.',
  ]);
});

it('has the three corners, the timing lines and the dark module whatever the text, and is only as large as it must be', () => {
  const corner = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
  const text = (code: readonly (readonly boolean[])[], row: number, from: number, to: number) =>
    code[row]
      ?.slice(from, to)
      .map((isDark) => (isDark ? '#' : '.'))
      .join('');
  fc.assert(
    fc.property(fc.string({ maxLength: 213 }), (said) => {
      const bytes = new TextEncoder().encode(said).length;
      const code = qrCode(said);
      if (bytes > 213) return expect(code).toBeUndefined();
      const size = code?.length ?? 0;
      if (!code) throw new Error('no code');
      const most = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];
      expect(size).toBe((most.findIndex((each) => bytes <= each) + 1) * 4 + 17);
      for (const [index, line] of corner.entries()) {
        expect(text(code, index, 0, 7)).toBe(line);
        expect(text(code, index, size - 7, size)).toBe(line);
        expect(text(code, size - 7 + index, 0, 7)).toBe(line);
      }
      expect(code[size - 8]?.[8]).toBe(true);
      for (let index = 8; index < size - 8; index++)
        expect([code[6]?.[index], code[index]?.[6]]).toEqual([index % 2 === 0, index % 2 === 0]);
    }),
  );
});
