import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatReference, parseReference, referenceFromBytes } from '../../../shared/domain/reference.ts';

const references = fc.uint8Array({ minLength: 8, maxLength: 32 }).map(referenceFromBytes);

it('reads back every reference it makes, however it is typed', () => {
  fc.assert(
    fc.property(references, (reference) => {
      expect(parseReference(reference)).toBe(reference);
      expect(parseReference(formatReference(reference).toLowerCase())).toBe(reference);
      expect(parseReference(` ${[...reference].join(' ')} `)).toBe(reference);
      expect(parseReference(reference.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(reference);
    }),
  );
});

it('reads one typed on an Arabic or Persian keyboard, or pasted from a page', () => {
  fc.assert(
    fc.property(references, fc.constantFrom(0x660, 0x6f0), (reference, nought) => {
      const typed = reference.replace(/\d/g, (figure) => String.fromCodePoint(nought + Number(figure)));
      expect(parseReference(`\u2068${typed}\u2069`)).toBe(reference);
    }),
  );
});

it('has seven symbols without vowels or look-alikes', () => {
  fc.assert(
    fc.property(references, (reference) => {
      expect(reference).toMatch(/^[0-9B-DF-HJKMNP-TV-Z]{7}$/);
    }),
  );
});

it('refuses a reference with one symbol mistyped', () => {
  fc.assert(
    fc.property(references, fc.nat(6), fc.constantFrom(...'0123456789BCDFGHJKMNPQRSTVWXYZ'), (reference, index, symbol) => {
      fc.pre(reference[index] !== symbol);
      expect(parseReference(reference.slice(0, index) + symbol + reference.slice(index + 1))).toBeUndefined();
    }),
  );
});

it('refuses two neighbours swapped', () => {
  fc.assert(
    fc.property(references, fc.nat(5), (reference, index) => {
      const [a, b] = [reference[index], reference[index + 1]];
      // Luhn does not see the first and the last symbol of the alphabet change places.
      fc.pre(a !== b && !(a === '0' && b === 'Z') && !(a === 'Z' && b === '0'));
      expect(parseReference(reference.slice(0, index) + b + a + reference.slice(index + 2))).toBeUndefined();
    }),
  );
});

it.each(['', 'K7M', 'ABCDEFG', 'K7M-Q2X!', '😀😀😀😀😀😀😀', 'K'.repeat(10_000)])('refuses %.20s', (typed) => {
  expect(parseReference(typed)).toBeUndefined();
});
