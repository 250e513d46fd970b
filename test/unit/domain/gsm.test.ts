import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { countParts, toGsm } from '../../../shared/domain/gsm.ts';

const gsm = [...'@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà'];
const extension = [...'^{}\\[~]|€'];
const beyond = [...'ŵŷâêôçŁ’“–中文Жи', '😀', '🗑', '𝒜'];
const textOf = (...alphabets: string[][]) =>
  fc.array(fc.constantFrom(...alphabets.flat()), { maxLength: 700 }).map((characters) => characters.join(''));

function expected(text: string) {
  const { encodingName, segments } = new SegmentedMessage(text);
  return { encoding: encodingName, parts: segments.length };
}

describe('countParts', () => {
  it('agrees with sms-segments-calculator on which single characters are GSM-7', () => {
    const characters = Array.from({ length: 0xd800 - 0x20 }, (_, index) => String.fromCharCode(index + 0x20)).filter(
      (character) => !/\p{M}/u.test(character),
    );
    const differing = characters.filter((character) => countParts(character).encoding !== expected(character).encoding);
    expect(differing).toEqual([]);
  });

  it.each([
    ['GSM-7 characters', textOf(gsm)],
    ['GSM-7 with two-unit characters', textOf(gsm, extension)],
    ['two-unit characters only', textOf(extension)],
    ['characters beyond GSM-7', textOf(gsm, extension, beyond)],
    ['surrogate pairs only', textOf(['😀'])],
  ])('agrees with sms-segments-calculator on texts of %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { encoding, parts } = countParts(text);
        expect({ encoding, parts }).toEqual(expected(text));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a'.repeat(160), { encoding: 'GSM-7', units: 160, parts: 1 }],
    ['a'.repeat(161), { encoding: 'GSM-7', units: 161, parts: 2 }],
    [`${'a'.repeat(159)}€`, { encoding: 'GSM-7', units: 161, parts: 2 }],
    // 307 septets would be three parts of 153 at most by division, and are four when an escape pair may not be split.
    [`${'a'.repeat(152)}€${'a'.repeat(151)}€`, { encoding: 'GSM-7', units: 307, parts: 3 }],
    ['ŵ'.repeat(70), { encoding: 'UCS-2', units: 70, parts: 1 }],
    ['ŵ'.repeat(71), { encoding: 'UCS-2', units: 71, parts: 2 }],
    [`${'ŵ'.repeat(66)}😀${'ŵ'.repeat(66)}`, { encoding: 'UCS-2', units: 134, parts: 3 }],
    ['', { encoding: 'GSM-7', units: 0, parts: 1 }],
  ])('counts %j', (text, parts) => {
    expect(countParts(text)).toEqual(parts);
  });
});

describe('toGsm', () => {
  it('turns what phones and word processors put in by themselves into GSM-7', () => {
    const text = toGsm('“Don’t”\u00a0–\u2009it’s 9–5… — ‘ok’\u200b');
    expect(text).toBe(`"Don't" - it's 9-5... - 'ok'`);
    expect(countParts(text).encoding).toBe('GSM-7');
  });

  it('joins an accent of its own to its letter', () => {
    expect(countParts(toGsm('cafe\u0301'))).toEqual({ encoding: 'GSM-7', units: 4, parts: 1 });
  });

  it('leaves Welsh letters as they are', () => {
    expect(toGsm('Tŷ Ŵyr, Môn')).toBe('Tŷ Ŵyr, Môn');
  });
});
