import { describe, expect, it } from 'vitest';
import { checkAnswer, checkEntry } from '../../../shared/domain/check-answer.ts';
import { questionSchema } from '../../../shared/domain/question.ts';
import { freePlace, repeatSchema } from '../../../shared/domain/repeat.ts';

const TODAY = '2026-11-21';
const common = { id: 'thing', ask: 'What is the thing?', label: 'Thing', missing: 'Enter the thing' };
const question = (rest: object) => questionSchema.parse({ ...common, ...rest });
const check = (rest: object, candidate: unknown) => {
  const checked = checkAnswer(question(rest), candidate, TODAY);
  return checked.kind === 'accepted' ? checked.value : checked.errors.map(({ part, message }) => (part ? `${part}: ${message}` : message));
};

describe('a number', () => {
  it.each([
    ['3', '3'],
    [' 007 ', '7'],
    ['1,200', '1200'],
    ['1 200', '1200'],
    [42, '42'],
    ['2.0', '2'],
    ['-0', '0'],
  ])('typed as %s is %s', (typed, kept) => {
    expect(check({ type: 'number' }, typed)).toBe(kept);
  });
  it.each([
    ['three', 'Thing must be a number, like 2'],
    ['1,50', 'Thing must be a number, like 2'],
    ['1e3', 'Thing must be a number, like 2'],
    ['1 2', 'Thing must be a number, like 2'],
    ['2.5', 'Thing must be a whole number, like 2'],
    ['-1', 'Thing must be 0 or more'],
    ['1,201', 'Thing must be 1,200 or fewer'],
  ])('typed as %s is refused with what to do', (typed, message) => {
    expect(check({ type: 'number', max: 1200 }, typed)).toEqual([message]);
  });
  it.each([
    ['an Arabic keyboard', { type: 'number' }, '١٬٢٠٠', '1200'],
    ['a Persian keyboard', { type: 'money' }, '£۱۲٫۵', '12.50'],
    ['an Arabic keyboard', { type: 'nino' }, 'ab ١٢٣٤٥٦ c', 'AB123456C'],
    ['an Arabic keyboard', { type: 'vehicle' }, 'ab١٢ cde', 'AB12CDE'],
    ['an Arabic keyboard', { type: 'phone' }, '٠١٦٣٢ ٩٦٠٠٠١', '+441632960001'],
    ['a Persian keyboard', { type: 'date', allow: 'any' }, '۲۰۲۶-٢-٩', '2026-02-09'],
    [
      'an Arabic keyboard',
      { type: 'mobile', reason: 'so that we can tell you' },
      { wanted: true, number: '٠٧٧٠٠ ٩٠٠١٢٣' },
      { wanted: true, number: '+447700900123' },
    ],
    [
      'an Arabic keyboard',
      { type: 'bank-details' },
      { name: 'A', sortCode: '٣٠-٩٤-٣٠', account: '٠٠٧٣٣٤٤٥' },
      { name: 'A', sortCode: '309430', account: '00733445' },
    ],
    ['a page, with its marks of direction', { type: 'location' }, { postcode: '\u2068nw١ 4rp\u2069' }, { postcode: 'NW1 4RP' }],
  ])('is read from %s too: %o', (_, of, typed, kept) => {
    expect(check(of, typed)).toEqual(kept);
  });
  it('may have a point, and may be below nought, where the question says so', () => {
    expect(check({ type: 'number', min: -10, decimals: 1 }, '−4.50')).toBe('-4.5');
    expect(check({ type: 'number', decimals: 1 }, '4.55')).toEqual(['Thing must have 1 digit or fewer after the point']);
  });
});

describe('money', () => {
  it.each([
    ['12', '12.00'],
    ['£12.50', '12.50'],
    ['£ 1,200', '1200.00'],
    ['12.5', '12.50'],
    ['0', '0.00'],
    [12.5, '12.50'],
  ])('typed as %s is %s', (typed, kept) => {
    expect(check({ type: 'money' }, typed)).toBe(kept);
  });
  it.each([
    ['lots', 'Thing must be an amount of money in pounds, like 120 or 12.50'],
    ['12,50', 'Thing must be an amount of money in pounds, like 120 or 12.50'],
    ['£12 a week', 'Thing must be an amount of money in pounds, like 120 or 12.50'],
    ['12.505', 'Thing must have 2 digits for pence, like 12.50'],
    ['-5', 'Thing must be £5 or more'],
    ['4.99', 'Thing must be £5 or more'],
    ['1500.01', 'Thing must be £1,500 or less'],
  ])('typed as %s is refused with what to do', (typed, message) => {
    expect(check({ type: 'money', min: 5, max: 1500 }, typed)).toEqual([message]);
  });
});

describe('an email address', () => {
  it.each(['name@example.com', ' o’brien@example.com'.replace('’', "'"), 'a.b+c@sub.example.co.uk', 'zoë@müller.example'])(
    '%s is kept as it was typed',
    (typed) => {
      expect(check({ type: 'email' }, typed)).toBe(typed.trim());
    },
  );
  it.each(['name', 'name@example', '@example.com', 'a b@example.com', 'a@b@example.com', 'a..b@example.com', 'a@-b.com', 'a@1.2.3.4'])(
    '%s is refused with an example',
    (typed) => {
      expect(check({ type: 'email' }, typed)).toEqual(['Enter an email address in the right form, like name@example.com']);
    },
  );
  it('has 254 characters at most, and 64 before the at sign', () => {
    expect(check({ type: 'email' }, `${'a'.repeat(64)}@example.com`)).toHaveLength(76);
    expect(check({ type: 'email' }, `${'a'.repeat(65)}@example.com`)).toHaveLength(1);
    expect(
      check({ type: 'email' }, `a@${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(10)}.com`),
    ).toHaveLength(1);
  });
});

describe('a telephone number', () => {
  it.each([
    ['01632 960001', '+441632960001'],
    ['020 7946 0958', '+442079460958'],
    ['07700 900123', '+447700900123'],
    ['+33 1 23 45 67 89', '+33123456789'],
    ['(0116) 496-0123', '+441164960123'],
  ])('%s may be of any kind and country', (typed, kept) => {
    expect(check({ type: 'phone' }, typed)).toBe(kept);
  });
  it.each(['999', '01632 960001 ext 4', '020 7946 09585', 'my phone', '12345'])('%s is refused with an example', (typed) => {
    expect(check({ type: 'phone' }, typed)).toEqual(['Enter a phone number, like 01632 960001 or +44 7700 900982']);
  });
});

describe('a National Insurance number', () => {
  it.each(['AB123456C', 'ab 12 34 56 c', 'AB-12-34-56-C'])('is taken as %s', (typed) => {
    expect(check({ type: 'nino' }, typed)).toBe('AB123456C');
  });
  // HMRC, National Insurance Manual NIM39110.
  it.each(['QQ123456C', 'AO123456C', 'BG123456A', 'TN123456A', 'ZZ123456A', 'DA123456A', 'AV123456A', 'AB12345C', 'AB123456E', 'AB123456'])(
    '%s is refused: it was never given out',
    (typed) => {
      expect(check({ type: 'nino' }, typed)).toEqual([
        'Enter a National Insurance number: 2 letters, 6 numbers, then A, B, C or D, like QQ 12 34 56 C',
      ]);
    },
  );
});

describe('a vehicle', () => {
  it.each([
    ['ab12 cde', 'AB12CDE'],
    ['A123 BCD', 'A123BCD'],
    ['Q1 ABC', 'Q1ABC'],
    ['ABC 123D', 'ABC123D'],
    ['AIA 1234', 'AIA1234'],
    ['1234 AIA', '1234AIA'],
    ['A 1', 'A1'],
    ['101 D 234', '101D234'],
  ])('with the plate %s is kept as %s', (typed, kept) => {
    expect(check({ type: 'vehicle' }, typed)).toBe(kept);
  });
  it.each(['ABCD 123', 'AB12 CDEF', 'I12 CDE', '12345', 'a red van'])('with the plate %s is refused with an example', (typed) => {
    expect(check({ type: 'vehicle' }, typed)).toEqual(['Enter a UK registration number, like AB12 CDE']);
  });
});

describe('bank details', () => {
  const right = { name: ' Sam  Ward ', sortCode: '30-94-30', account: '0073 3445', roll: '' };
  it('are kept as digits', () => {
    expect(check({ type: 'bank-details' }, right)).toEqual({ name: 'Sam Ward', sortCode: '309430', account: '00733445' });
    expect(check({ type: 'bank-details' }, { ...right, account: '733445', roll: 'A/123-4.B' })).toMatchObject({
      account: '733445',
      roll: 'A/123-4.B',
    });
  });
  it('say of each part what to do', () => {
    expect(check({ type: 'bank-details' }, {})).toEqual(['name: Enter the thing']);
    expect(check({ type: 'bank-details' }, { name: 'Sam' })).toEqual(['sortCode: Enter a sort code', 'account: Enter an account number']);
    expect(check({ type: 'bank-details' }, { ...right, sortCode: '3094', account: '12345', roll: '?' })).toEqual([
      'sortCode: Enter a sort code with 6 digits, like 309430',
      'account: Account number must have between 6 and 8 digits',
      'roll: Building society roll number must have only letters a to z, numbers, hyphens, spaces, forward slashes and full stops',
    ]);
    expect(check({ type: 'bank-details' }, { ...right, account: 'GB33BUKB' })).toEqual([
      'account: Enter an account number in digits, like 00733445',
    ]);
    expect(check({ type: 'bank-details', optional: true }, {})).toBeUndefined();
  });
});

describe('choices', () => {
  const options = [
    { value: 'a', text: 'A' },
    { value: 'b', text: 'B' },
    { value: 'none', text: 'None of these', alone: true },
  ];
  it('of a select are those on offer', () => {
    expect(check({ type: 'select', options }, 'b')).toBe('b');
    expect(check({ type: 'select', options }, 'z')).toEqual(['Enter the thing']);
  });
  it('cannot be joined with the one that stands alone', () => {
    expect(check({ type: 'checkboxes', options }, ['none'])).toEqual(['none']);
    expect(check({ type: 'checkboxes', options }, ['a', 'none'])).toEqual(['Enter the thing, or select “None of these”']);
  });
  it('have the one that stands alone at their end', () => {
    expect(() => question({ type: 'checkboxes', options: options.toReversed() })).toThrow('only the last option may be `alone`');
  });
});

describe('a repeated question', () => {
  const fields = [
    { id: 'name', type: 'short-text', ask: 'Full name', label: 'Name', missing: 'Enter their full name' },
    { id: 'born', type: 'date', ask: 'Date of birth', label: 'Date of birth', missing: 'Enter their date of birth', allow: 'past' },
    { id: 'rent', type: 'money', ask: 'Rent they pay', label: 'Rent', missing: 'Enter their rent', optional: true },
  ];
  const children = { type: 'repeat', one: 'child', many: 'children', fields };
  const mia = { name: 'Mia Ward', born: '2018-3-9' };
  it('keeps a record for each', () => {
    expect(check(children, [mia, { ...mia, name: 'Noah', rent: '£5' }])).toEqual([
      { name: 'Mia Ward', born: '2018-03-09' },
      { name: 'Noah', born: '2018-03-09', rent: '5.00' },
    ]);
    expect(check(children, [])).toEqual([]);
  });
  it('says which entry and which field is wrong', () => {
    expect(check(children, [mia, { born: '2018--9' }])).toEqual([
      '1/name: Enter their full name',
      '1/born-month: Date of birth must include a month',
    ]);
  });
  it('says how many it wants', () => {
    expect(check({ ...children, least: 1 }, [])).toEqual(['Tell us about at least 1 child']);
    expect(check({ ...children, most: 1 }, [mia, mia])).toEqual(['Tell us about 1 child at most']);
    expect(check(children, 'Mia')).toEqual(['Enter the thing']);
  });
  it('checks one entry alone', () => {
    const asked = repeatSchema.parse({ ...common, ...children });
    expect(checkEntry(asked, mia, TODAY)).toEqual({ kind: 'accepted', entry: { name: 'Mia Ward', born: '2018-03-09' } });
    expect(checkEntry(asked, undefined, TODAY).kind).toBe('refused');
  });
  it('has a place for one more until there are as many as may be', () => {
    expect([
      freePlace({ most: 3 }, []),
      freePlace({ most: 3 }, [1, 2]),
      freePlace({ most: 3 }, [1, 3]),
      freePlace({ most: 3 }, [1, 2, 3]),
    ]).toEqual([1, 3, 2, undefined]);
  });
  it.each([
    [{ optional: true }, 'it is optional: say `least: 0` instead'],
    [{ least: 3, most: 2 }, '`least` is above `most`'],
    [{ fields: [fields[0], fields[0]] }, 'two of its fields have the same id'],
    [{ fields: [{ ...fields[0], when: { question: 'a', is: 'b' } }] }, 'name has a condition'],
    [{ fields: [fields[2]] }, 'an entry could be empty'],
    [{ fields: [fields[1], { ...fields[0], id: 'born-day' }] }, 'born-day is called like a part of a date'],
  ])('refuses %j', (change, why) => {
    expect(() => question({ ...children, ...change })).toThrow(why);
  });
});
