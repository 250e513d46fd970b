import fc from 'fast-check';
import { addDays, type LocalDate } from '../../shared/domain/calendar.ts';
import type { Test } from '../../shared/domain/condition.ts';
import type { Question, QuestionOf } from '../../shared/domain/question.ts';

/** What stands in the boxes of a form when it is sent, by the boxes' names. What is not named is left empty. */
export type Filled = readonly (readonly [name: string, value: string])[];
/** An answer as it is given: on one page, or a page for each entry. */
export type Given = { kind: 'page'; filled: Filled } | { kind: 'entries'; entries: readonly Filled[] };

const NAMES = ['Joan Field', 'Siân O’Neill', 'Zoë Brontë-Price', 'Nguyễn Văn Minh', 'Mohammed Al-Fayed', 'Li Wei'];
const WORDS = ['gate', 'garden', 'near', 'the', 'school', 'since', 'Monday', 'blue', '2', 'car', 'left', 'side', 'café', 'it’s'];
const MOST_PEOPLE = 12;
const MOST_POUNDS = 5_000;

/**
 * Answers that a service takes, of every kind that the type of a question has.
 * @param tests what conditions look for in the answer: amounts on either side of it come up often
 */
export function rightAnswer(question: Question, today: LocalDate, tests: readonly Test[] = []): fc.Arbitrary<Given> {
  if (question.type === 'repeat') return entries(question, today);
  const filled = onePage(question, today, tests);
  const maybe = question.optional ? fc.oneof({ weight: 3, arbitrary: filled }, fc.constant<Filled>([])) : filled;
  return maybe.map((each) => ({ kind: 'page', filled: each }));
}

function entries({ fields, least, most }: QuestionOf<'repeat'>, today: LocalDate): fc.Arbitrary<Given> {
  const entry = fc.tuple(...fields.map((field) => onePage(field, today))).map((each) => each.flat());
  return fc.array(entry, { minLength: least, maxLength: Math.min(most, least + 2) }).map((each) => ({ kind: 'entries', entries: each }));
}

function onePage(question: Exclude<Question, { type: 'repeat' }>, today: LocalDate, tests: readonly Test[] = []): fc.Arbitrary<Filled> {
  const { id } = question;
  const edges = tests.flatMap((test) => ('over' in test ? [test.over] : 'under' in test ? [test.under] : []));
  const one = (value: fc.Arbitrary<string>): fc.Arbitrary<Filled> => value.map((each) => [[id, each]]);
  const parts = (named: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<Filled> =>
    fc.record(named).map((each) => Object.entries(each).map(([part, value]) => [`${id}-${part}`, value] as const));
  switch (question.type) {
    case 'short-text':
      return one(question.role === 'name' ? fc.constantFrom(...NAMES) : words(question.maxCharacters));
    case 'long-text':
      return one(fc.array(words(80), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n').slice(0, question.maxCharacters)));
    case 'radios':
    case 'select':
      return one(fc.constantFrom(...question.options.map(({ value }) => value)));
    case 'checkboxes':
      return ticks(question);
    case 'yes-no':
    case 'file':
      return one(yesNo);
    case 'declaration':
      return one(fc.constant('agreed'));
    case 'number':
      return one(amounts({ ...question, max: question.max ?? question.min + MOST_PEOPLE }, edges));
    case 'money':
      return one(amounts({ min: question.min, max: question.max ?? question.min + MOST_POUNDS, decimals: 2 }, edges));
    case 'date':
      return dates(question, today);
    case 'email':
      return one(fc.constantFrom('joan.field@example.com', 'zoë@example.org.uk', 'a+b@example.co.uk'));
    case 'phone':
      return one(fc.constantFrom('01632 960001', '+44 7700 900982', '(01632) 960 002', '+33 1 23 45 67 89'));
    case 'nino':
      return one(fc.constantFrom('AB 12 34 56 C', 'jg103759a', 'SY-98-76-54-D'));
    case 'vehicle':
      return one(fc.constantFrom('AB12 CDE', 'a123bcd', 'AIA 1234'));
    case 'address':
      return parts({ line1: fc.constantFrom('1 High Street', 'Flat 2, Mill House'), town: fc.constant('Northwick'), postcode: postcodes });
    case 'location':
      return fc.oneof(
        parts({ describe: words(200) }),
        parts({ postcode: postcodes }),
        parts({ describe: words(100), postcode: postcodes }),
      );
    case 'mobile':
      return mobiles(id);
    case 'on-behalf':
      return fc.oneof(one(fc.constant('self')), forSomebody(id));
    case 'bank-details':
      return parts({
        name: fc.constantFrom(...NAMES),
        sortCode: fc.constantFrom('309430', '30-94-30', '30 94 30'),
        account: fc.constantFrom('00733445', '1234 567', '123456'),
        roll: fc.constantFrom('', 'A/12 3-4.5'),
      });
  }
}

const postcodes = fc.constantFrom('NW1 4RP', 'nw14rp', 'NW2 7AB');

const words = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((each) => each.join(' ').slice(0, most).trim());

const yesNo = fc.constantFrom('yes', 'no');

/** Somebody else, by whoever asks for them: texted themselves, or not. */
function forSomebody(id: string): fc.Arbitrary<Filled> {
  const helper = fc.record({
    name: fc.constantFrom(...NAMES),
    as: fc.constantFrom('family', 'neighbour', 'adviser', 'other'),
    agreed: yesNo,
    mayUpload: yesNo,
    textsTo: fc.constantFrom('them', 'helper'),
    mobile: fc.constant('07700 900123'),
  });
  return helper.map((each) => [[id, 'other'], ...Object.entries(each).map(([part, value]) => [`${id}-${part}`, value] as const)]);
}

/** One of the drama numbers that Ofcom keeps free, or no texts. */
const mobiles = (id: string): fc.Arbitrary<Filled> =>
  fc.oneof(
    fc.integer({ min: 0, max: 999 }).map(
      (n): Filled => [
        [id, 'yes'],
        [`${id}-number`, `07700 900${String(n).padStart(3, '0')}`],
      ],
    ),
    fc.constant<Filled>([[id, 'no']]),
  );

function ticks({ id, options }: QuestionOf<'checkboxes'>): fc.Arbitrary<Filled> {
  const values = (alone: boolean) => options.filter((each) => (each.alone ?? false) === alone).map(({ value }) => value);
  const several = fc.subarray(values(false), { minLength: 1 });
  const [alone] = values(true);
  const chosen = alone === undefined ? several : fc.oneof({ weight: 3, arbitrary: several }, fc.constant([alone]));
  return chosen.map((each) => each.map((value) => [id, value] as const));
}

type Range = { min: number; max: number; decimals: number };

function amounts({ min, max, decimals }: Range, edges: readonly number[]): fc.Arbitrary<string> {
  const unit = 10 ** decimals;
  const any = fc.integer({ min: Math.ceil(min * unit), max: Math.floor(max * unit) });
  const near = edges.flatMap((edge) => [edge * unit - 1, edge * unit, edge * unit + 1]).map(Math.round);
  const written = near.length > 0 ? fc.oneof(any, fc.constantFrom(...near)) : any;
  return written.map((each) => (each / unit).toFixed(decimals));
}

/** Days that lie as a question has them, up to a hundred years back and one ahead; most are near. */
function dates({ id, allow }: QuestionOf<'date'>, today: LocalDate): fc.Arbitrary<Filled> {
  const back = { min: allow === 'future' ? 0 : -36_500, max: 0 };
  const days = allow === 'past' ? fc.integer(back) : fc.oneof(fc.integer(back), fc.integer({ min: 0, max: 365 }));
  return days.map((each) => {
    const [year = '', month = '', day = ''] = addDays(today, each).split('-');
    return [
      [`${id}-day`, String(Number(day))],
      [`${id}-month`, String(Number(month))],
      [`${id}-year`, year],
    ];
  });
}
