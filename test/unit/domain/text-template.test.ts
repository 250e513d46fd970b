import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_VALUE_CHARACTERS, renderText } from '../../../shared/domain/text-template.ts';

describe('renderText', () => {
  it('puts values in place of their names', () => {
    const text = renderText('{council}: please send {instruction} for {reference} by {date}.', {
      council: 'Northwick Council',
      instruction: 'two payslips',
      reference: 'K7M-Q2X1',
      date: '3 December',
    });
    expect(text).toBe('Northwick Council: please send two payslips for K7M-Q2X1 by 3 December.');
  });

  it.each([
    ['braces', '{rateLink} {council}', 'Ask: {rateLink} {council}'],
    ['line breaks', 'one\r\ntwo\n\nthree', 'Ask: one two three'],
    ['an address with a scheme', 'pay at https://evil.example/x', 'Ask: pay at https: //evil. example/x'],
    ['an address without one', 'see www.evil.co.uk now', 'Ask: see www. evil. co. uk now'],
    ['an amount', 'send £12.50 and form 3.1', 'Ask: send £12.50 and form 3.1'],
    ['sentences', 'Your payslips. Two of them.', 'Ask: Your payslips. Two of them.'],
    ['smart quotes', 'the ‘blue’ form – page 2', "Ask: the 'blue' form - page 2"],
    ['an address in the dots of another script', 'see evil。example or evil．co．uk', 'Ask: see evil. example or evil. co. uk'],
    ['an address with something unseen in it', 'see evil.\u200b\u200eexample', 'Ask: see evil. example'],
    ['an address in numbers', 'see 192.0.2.1/x', 'Ask: see 192. 0. 2. 1/x'],
    ['writing that runs backwards', 'ab\u202ecd\u202c', 'Ask: abcd'],
    ['line breaks of Unicode’s own', 'one\u2028two\u0085three', 'Ask: one two three'],
    ['Welsh letters', 'Tŷ Ŵyr', 'Ask: Tŷ Ŵyr'],
    ['a control character', 'a\u0000b\u001bc', 'Ask: a b c'],
  ])('keeps a value with %s a value', (_, instruction, expected) => {
    expect(renderText('Ask: {instruction}', { instruction, council: 'No', rateLink: 'https://no' })).toBe(expected);
  });

  it('cuts a long value at a word', () => {
    const text = renderText('{instruction}', { instruction: 'word '.repeat(200) });
    expect(text.length).toBeLessThanOrEqual(MAX_VALUE_CHARACTERS);
    expect(text).toMatch(/ word\.\.\.$/);
  });

  it('leaves nothing behind of a name without a value, known or not', () => {
    expect(renderText('{council}: done {date} {nonsense} {constructor} today', { council: 'C' })).toBe('C: done today');
  });

  it('never lets a value make a link or a line of its own, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.domain()), (instruction) => {
        const text = renderText('Do: {instruction}', { instruction });
        expect(text).not.toMatch(/:\/\/|[\r\n]/);
        expect(text).not.toMatch(/[a-z0-9]\.[a-z]{2,}/i);
      }),
    );
  });
});
