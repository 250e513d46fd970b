import type { Service } from './catalogue.ts';
import type { Question } from './question.ts';
import { templateGrade } from './reading-grade.ts';

/** What is read at leisure and not on a phone's screen may be a grade harder than a text. */
export const MAX_PAGE_GRADE = 7;
/** GOV.UK content design: a sentence has 25 words at most. */
const MAX_WORDS = 25;

/**
 * Names of benefits, taxes and papers that people must find again as their letters spell them: not ours to make simpler, and
 * left out of what is scored, as a service's own name is.
 */
const NAMES = [
  'Armed Forces Independence Payment',
  'Attendance Allowance',
  'Carer’s Allowance',
  'Child Benefit',
  'Child Tax Credit',
  'Council Tax Support',
  'Council Tax',
  'Disability Living Allowance',
  'Employment and Support Allowance',
  'Housing Benefit',
  'Income Support',
  'Jobseeker’s Allowance',
  'National Insurance',
  'Pension Credit',
  'Personal Independence Payment',
  'State Pension',
  'Universal Credit',
  'War Pensioners’ Mobility Supplement',
  'Working Tax Credit',
];

/** A page, or a part of one, that people read of a service: all its phrases score as sentences of one text. */
type Read = { page: string; phrases: string[] };

/** The page of a service that is hardest to read, and how hard. Texts have a grade of their own: `text-check.ts`. */
export function hardestPage(service: Service): { page: string; grade: number } {
  const scored = pagesOf(service).map(({ page, phrases }) => ({ page, grade: gradeOf(service, phrases) }));
  return scored.reduce((hardest, each) => (each.grade > hardest.grade ? each : hardest));
}

/** What of a service's pages is too hard to read, a sentence each. */
export function readingProblems(service: Service): string[] {
  return pagesOf(service).flatMap(({ page, phrases }) => {
    const grade = gradeOf(service, phrases);
    const hard = grade > MAX_PAGE_GRADE ? [`${page} reads at grade ${grade.toFixed(1)}, above ${MAX_PAGE_GRADE}`] : [];
    const long = phrases
      .flatMap((phrase) => phrase.split(/[.?!]+(?:\s|$)/))
      .filter((sentence) => wordsIn(sentence) > MAX_WORDS)
      .map((sentence) => `${page} has a sentence of ${wordsIn(sentence)} words, over ${MAX_WORDS}: “${sentence.slice(0, 60)}…”`);
    return [...hard, ...long];
  });
}

const wordsIn = (sentence: string): number => sentence.split(/\s+/).filter(Boolean).length;

function gradeOf({ name, shortName }: Service, phrases: readonly string[]): number {
  const text = phrases.map((phrase) => (/[.?!:]$/.test(phrase) ? phrase.replace(/:$/, '.') : `${phrase}.`)).join(' ');
  return templateGrade([name, shortName, ...NAMES], text);
}

function pagesOf({ summary, about, questions, endings, stages, deciding, sooner }: Service): Read[] {
  const pages: Read[] = [
    { page: 'its first page', phrases: [summary, ...about.does, ...about.need, about.takes, ...about.otherWays] },
    ...questions.map((question) => ({ page: `the question ${question.id}`, phrases: phrasesIn(question) })),
    ...endings.map((ending) => ({
      page: `the ending ${ending.id}`,
      phrases: [
        ending.title,
        ...ending.says,
        ...(ending.kind === 'not-eligible' ? ending.instead.map(({ text }) => text) : ending.numbers.map(({ name }) => name)),
      ],
    })),
    { page: 'what its stages say', phrases: stages.flatMap(({ says, letter = [] }) => [says, ...letter]) },
    {
      page: 'what its decisions say',
      phrases: [
        ...(deciding?.reasons.map(({ says }) => says) ?? []),
        ...present([deciding?.award?.amount, deciding?.award?.from, deciding?.award?.first]),
        ...(deciding?.lookAgain?.says ?? []),
      ],
    },
    { page: 'what helps sooner', phrases: sooner?.flatMap(({ title, says }) => [title, says]) ?? [] },
  ];
  return pages.filter(({ phrases }) => phrases.length > 0);
}

const present = (phrases: readonly (string | undefined)[]): string[] => phrases.filter((each) => each !== undefined);

function phrasesIn(question: Question): string[] {
  const options = 'options' in question ? question.options.flatMap(({ text, hint }) => present([text, hint])) : [];
  const fields = question.type === 'repeat' ? question.fields.flatMap(({ ask, hint, missing }) => present([ask, hint, missing])) : [];
  const statements = question.type === 'declaration' ? question.statements : [];
  const reason = question.type === 'mobile' ? [question.reason] : [];
  const { ask, hint, missing, reason: why, statements: stated = [] } = question.forOther ?? {};
  const forOther = [...present([ask, hint, why, missing]), ...stated];
  return [...present([question.ask, question.hint]), ...options, ...fields, ...statements, ...reason, question.missing, ...forOther];
}
