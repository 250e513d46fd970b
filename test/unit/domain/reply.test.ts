import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReference, referenceFromBytes } from '../../../shared/domain/reference.ts';
import { readReply } from '../../../shared/domain/reply.ts';

/** Words that make a whole keyword of what stands beside them: "please stop", "five stop". */
const KNOWN_WITH = ['please', 'stop', 'unstop', 'opt', 'one', 'two', 'three', 'four', 'five'];
const rated = (score: number, comment?: string) => ({ kind: 'rating', score, ...(comment === undefined ? {} : { comment }) });

describe('a reply that is a rating', () => {
  it.each([
    ['5', rated(5)],
    [' 4 ', rated(4)],
    ['3.', rated(3)],
    ['1!!!', rated(1)],
    ['"5"', rated(5)],
    ['5\n', rated(5)],
    ['five', rated(5)],
    ['FOUR.', rated(4)],
    ['Excellent', rated(5)],
    ['very poor', rated(1)],
    ['5 - brilliant, thank you', rated(5, 'brilliant, thank you')],
    ['5, thanks', rated(5, 'thanks')],
    ['5. Thanks to the crew', rated(5, 'Thanks to the crew')],
    ['5 brilliant', rated(5, 'brilliant')],
    ['5 👍', rated(5, '👍')],
    ['2: nobody came\nfor 3 weeks', rated(2, 'nobody came\nfor 3 weeks')],
    ['1\nnobody rang me', rated(1, 'nobody rang me')],
    ['Two - not good', rated(2, 'not good')],
    ['5-great', rated(5, 'great')],
    ['4 stars', rated(4, 'stars')],
  ])('%j', (body, reply) => {
    expect(readReply(body)).toEqual(reply);
  });
});

describe('a reply that is not a rating', () => {
  it.each([
    '6',
    'constructor',
    '__proto__',
    'toString is what I say',
    '0',
    '44',
    '10',
    '55',
    '4/5',
    '4 / 5',
    '5.5',
    '3-4',
    '3 - 4',
    '4 or 5',
    '4 out of 5',
    'four out of ten',
    '5 10',
    '5%',
    '£5',
    '-1',
    '+4',
    '1st class',
    '2nd',
    '5pm',
    '5 pm',
    'thanks',
    'Thank you 5',
    'I give 5',
    '👍',
    '5️⃣',
    '⭐⭐⭐⭐⭐',
    '2 bins were missed',
    '3-week delay',
    '3 weeks late',
    'two bins',
    'one-off',
    'One of my bins',
    'five alive',
    'excellent service',
    'Quite good',
    'Yesterday',
    '',
    '   ',
    '?',
    '5?',
    '5/5',
    '1, 2, 3',
  ])('%j', (body) => {
    expect(readReply(body)).toEqual({ kind: 'other' });
  });

  it('is anything that begins with a number of two or more figures, or one outside 1 to 5', () => {
    const numbers = fc.oneof(fc.integer({ min: 6, max: 100_000 }), fc.constant(0));
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('', ' ', ' great', ' - great', '!', '/5'),
        (number, rest) => readReply(`${number}${rest}`).kind === 'other',
      ),
    );
  });
});

describe('STOP and START', () => {
  it.each(['STOP', 'stop', ' Stop. ', 'STOP!', 'Stop all', 'STOPALL', '"STOP"', 'STOP 5', 'Stop 🛑', 'please stop', 'UNSUBSCRIBE', 'Quit'])(
    '%j stops',
    (body) => {
      expect(readReply(body)).toEqual({ kind: 'stop' });
    },
  );

  it.each(['START', 'start.', 'Unstop'])('%j starts again', (body) => {
    expect(readReply(body)).toEqual({ kind: 'start' });
  });

  it('are about one case with its reference after them', () => {
    expect(readReply('stop K7M-Q2X1')).toEqual({ kind: 'stop', reference: 'K7MQ2X1' });
    expect(readReply('START k7mq2x1.')).toEqual({ kind: 'start', reference: 'K7MQ2X1' });
  });

  it('with any reference after them are about that case, however it is written', () => {
    const references = fc
      .uint8Array({ minLength: 8, maxLength: 8 })
      .map(referenceFromBytes)
      .chain((reference) =>
        fc
          .constantFrom(reference, reference.toLowerCase(), formatReference(reference), `${formatReference(reference)}.`)
          .map((written) => [reference, written] as const),
      );
    fc.assert(
      fc.property(fc.constantFrom('stop', 'START', 'Status'), references, (keyword, [reference, written]) => {
        expect(readReply(`${keyword} ${written}`)).toEqual({ kind: keyword.toLowerCase(), reference });
      }),
    );
  });

  it.each([
    'the bins stopped',
    'Stop missing my bin',
    'nonstop',
    'bus stop',
    'Quite good',
    'ending',
    'start of the week',
    'restarted',
    'stop 123',
  ])('%j does neither', (body) => {
    expect(readReply(body)).toEqual({ kind: 'other' });
  });

  it('are never read from within other words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const keyword = fc.constantFrom('stop', 'start', 'quit', 'end');
    fc.assert(
      fc.property(word, keyword, word, (before, key, after) => {
        for (const body of [`${before}${key}`, `${key}${after}`]) {
          if (!['stopall', 'restart', 'unstop'].includes(body)) expect(readReply(body)).toEqual({ kind: 'other' });
        }
      }),
    );
  });
});

describe('a word within a sentence', () => {
  it('is no STOP, START, HELP or STATUS, whatever the other words are', () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/).filter((each) => !KNOWN_WITH.includes(each));
    const keyword = fc.constantFrom('stop', 'start', 'help', 'status', 'quit', 'end', 'cancel');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), keyword, fc.array(word, { maxLength: 4 }), (before, key, after) => {
        expect(readReply([...before, key, ...after].join(' ')).kind).toBe('other');
      }),
    );
  });

  it('comes back whole as the comment of a score', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 2, maxLength: 6 }).map((each) => each.join(' '));
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4, 5), words, (score, comment) => {
        fc.pre(readReply(comment).kind === 'other');
        expect(readReply(`${score} - ${comment}`)).toEqual(rated(score, comment));
      }),
    );
  });
});

it('always answers something, and a score only from a body that shows it first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (body) => {
      const reply = readReply(body);
      if (reply.kind === 'rating')
        expect(body.toLowerCase()).toMatch(/^[^\p{L}\p{N}]*([1-5]|one|two|three|four|five|excellent|good|fair|poor|very poor)/u);
    }),
  );
});
