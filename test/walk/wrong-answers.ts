import { addDays, type LocalDate } from '../../shared/domain/calendar.ts';
import type { Question } from '../../shared/domain/question.ts';
import type { Filled } from './right-answers.ts';

/** A form as nobody should send it, and what is wrong with it; `press` is what the button does that sends it, where it is not the page's main one. */
export type Wrong = { why: string; filled: Filled; press?: string };

/** Every error state of a question's type: left empty, wrong in each way that it can be, too long. */
export function wrongAnswers(question: Question, today: LocalDate): Wrong[] {
  if (question.type === 'repeat') return [];
  return [...(question.optional ? [] : [{ why: 'empty', filled: [] }]), ...wrongOf(question, today)];
}

function wrongOf(question: Exclude<Question, { type: 'repeat' }>, today: LocalDate): Wrong[] {
  const { id } = question;
  const one = (why: string, value: string): Wrong => ({ why, filled: [[id, value]] });
  const parts = (why: string, named: Record<string, string>): Wrong => ({
    why,
    filled: Object.entries(named).map(([part, value]) => [`${id}-${part}`, value] as const),
  });
  const tooLong = (most: number): Wrong => one('too long', 'x'.repeat(most + 1));
  switch (question.type) {
    case 'short-text':
    case 'long-text':
      return [tooLong(question.maxCharacters)];
    case 'radios':
    case 'select':
    case 'yes-no':
    case 'file':
    case 'declaration':
      return [];
    case 'checkboxes': {
      const alone = question.options.find((each) => each.alone);
      const other = question.options.find((each) => !each.alone);
      return alone && other ? [{ why: 'none and one', filled: [alone, other].map(({ value }) => [id, value] as const) }] : [];
    }
    case 'number':
      return [
        one('words', 'a few'),
        one('too small', String(question.min - 1)),
        ...(question.max === undefined ? [] : [one('too large', String(question.max + 1))]),
        one('too many decimals', `${question.min}.${'1'.repeat(question.decimals + 1)}`),
      ];
    case 'money':
      return [
        one('words', 'a lot'),
        one('three digits for pence', '12.505'),
        one('below nothing', '-1'),
        ...(question.max === undefined ? [] : [one('too large', String(question.max + 1))]),
      ];
    case 'date':
      return wrongDates(id, question.allow, today);
    case 'email':
      return [one('no at sign', 'joan.example.com'), one('too long', `${'x'.repeat(250)}@example.com`)];
    case 'phone':
      return [one('words', 'ask my son'), one('cut short', '0163')];
    case 'nino':
      return [one('nobody’s', 'QQ 12 34 56 C'), one('too long', 'AB 12 34 56 789 C')];
    case 'vehicle':
      return [one('no plate', 'my red car')];
    case 'address':
      return [
        { ...parts('looking for no postcode', {}), press: 'find' },
        { ...parts('looking for a postcode there cannot be', { find: 'N0PE' }), press: 'find' },
        parts('no street', { town: 'Northwick', postcode: 'NW1 4RP' }),
        parts('no postcode there can be', { line1: '1 High Street', town: 'Northwick', postcode: 'N0PE' }),
        parts('too long', { line1: 'x'.repeat(101), town: 'Northwick', postcode: 'NW1 4RP' }),
      ];
    case 'location':
      return [parts('no postcode there can be', { postcode: 'N0PE' }), parts('too long', { describe: 'x'.repeat(501) })];
    case 'mobile':
      return [
        { why: 'yes and no number', filled: [[id, 'yes']] },
        {
          why: 'a number no text goes to',
          filled: [
            [id, 'yes'],
            [`${id}-number`, '01632 960001'],
          ],
        },
      ];
    case 'on-behalf':
      return [
        { why: 'somebody else, and no more', filled: [[id, 'other']] },
        {
          why: 'texts to a helper without a mobile',
          filled: [
            [id, 'other'],
            ...parts('', { name: 'x'.repeat(200), as: 'family', agreed: 'yes', mayUpload: 'no', textsTo: 'helper', mobile: '01632' })
              .filled,
          ],
        },
      ];
    case 'bank-details':
      return [
        parts('no sort code', { name: 'Joan Field', account: '00733445' }),
        parts('letters', { name: 'Joan Field', sortCode: '30943', account: 'none', roll: '!' }),
        parts('too long', { name: 'x'.repeat(71), sortCode: '309430', account: '123456789', roll: '1'.repeat(19) }),
      ];
  }
}

function wrongDates(id: string, allow: 'past' | 'future' | 'any', today: LocalDate): Wrong[] {
  const date = (why: string, day: string, month: string, year: string): Wrong => ({
    why,
    filled: [
      [`${id}-day`, day],
      [`${id}-month`, month],
      [`${id}-year`, year],
    ],
  });
  const on = (why: string, days: number): Wrong => {
    const [year = '', month = '', day = ''] = addDays(today, days).split('-');
    return date(why, day, month, year);
  };
  return [
    date('no month', '12', '', today.slice(0, 4)),
    date('no real date', '31', '2', today.slice(0, 4)),
    date('a year of two digits', '1', '2', '26'),
    ...(allow === 'past' ? [on('still to come', 2)] : []),
    ...(allow === 'future' ? [on('gone by', -2)] : []),
  ];
}
