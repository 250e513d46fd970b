import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { describe, expect, it } from 'vitest';
import { answerTemplates, statusTemplates } from '../../../shared/domain/answer-texts.ts';
import { requestTemplates } from '../../../shared/domain/asking.ts';
import { PERIODS } from '../../../shared/domain/deciding.ts';
import { evidenceTemplates } from '../../../shared/domain/evidence-texts.ts';
import { followerTemplates } from '../../../shared/domain/follower.ts';
import { helperTemplates } from '../../../shared/domain/helper-texts.ts';
import { otherLanguages, phraseIn } from '../../../shared/domain/language.ts';
import { letterPhrases } from '../../../shared/domain/letter.ts';
import { LONG_INSTRUCTION } from '../../../shared/domain/text-preview.ts';
import { codeTemplates } from '../../../shared/domain/texts-due.ts';
import { answerErrorPhrases, answerErrors } from '../../../web/content/answer-errors.ts';
import { dictionaries } from '../../../web/content/languages/dictionaries.ts';
import { sayIn } from '../../../web/language.ts';

const content = new URL('../../../web/content/', import.meta.url);
const modules: Record<string, unknown>[] = await Promise.all(
  readdirSync(content)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => import(new URL(file, content).href)),
);

/** Words of staff, and of an adviser who fills a form, among those of residents: they stay in English. */
const STAFF = /^(staffSays|againStaff|asStaff|uploadStaff|inStaff|assisted|backToConsole)$/;
/** What is the same in every language, or is no word of ours. */
const SAME: readonly string[] = ['{name}', '{name}, {as}', '{one} {number}', '{label}: {kind}', 'PDF'];

function phrasesIn(value: unknown, key = ''): string[] {
  if (STAFF.test(key) || key === 'value') return [];
  if (typeof value === 'string') return [value];
  if (key === 'staff') return [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => phrasesIn(each, name));
}

/** Everything that a page for residents may say of its own. */
const pages = [
  ...new Set([
    ...modules.flatMap((exported) =>
      Object.values(exported)
        .filter((value) => types.isProxy(value))
        .flatMap((value) => phrasesIn(value)),
    ),
    ...answerErrors,
    ...answerErrorPhrases,
  ]),
];
const texts = [
  ...Object.values(answerTemplates),
  ...statusTemplates,
  ...requestTemplates,
  ...Object.values(evidenceTemplates),
  ...Object.values(helperTemplates),
  ...Object.values(followerTemplates),
  ...codeTemplates,
  ...letterPhrases,
  ...Object.values(PERIODS),
  LONG_INSTRUCTION,
  '{date} at {time}',
  '{count} things',
];

const named = (text: string) => (text.match(/%?\{\w+\}/g) ?? []).toSorted();

describe.each(otherLanguages)('in %s', (language) => {
  it('every phrase that a page for residents says has words', () => {
    expect(pages.length).toBeGreaterThan(500);
    expect(pages.filter((english) => !SAME.includes(english) && sayIn(language, english) === english)).toEqual([]);
  });

  it('every text and letter of no service has words', () => {
    expect(texts.filter((english) => phraseIn(language, english) === english)).toEqual([]);
  });

  it('names in braces are those of the English phrase', () => {
    const said = [
      ...pages.map((english) => [english, sayIn(language, english)]),
      ...texts.map((english) => [english, phraseIn(language, english)]),
    ];
    for (const [english = '', words = ''] of said) expect(named(words), english).toEqual(named(english));
  });

  it('there are no words for what no page says any more', () => {
    expect(Object.keys(dictionaries[language]).filter((english) => !pages.includes(english))).toEqual([]);
  });
});

/** Folders of what residents see. */
const FOLDERS = [
  'web/components',
  ...['apply', 'case', 'evidence', 'find', 'held', 'pay', 'rate', 'start'].map((name) => `web/journeys/${name}`),
];

it('no page for residents says a date in English whatever is spoken', () => {
  const files = FOLDERS.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file))).filter((file) => file.endsWith('.ts'));
  const wrong = files.filter((file) =>
    /import \{[^}]*\bformat(Date|DayMonth|Instant)\b[^}]*\} from '[^']*domain\/calendar\.ts'/.test(readFileSync(file, 'utf8')),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

/** Modules of words that only staff read, and exports of the others that are no words of residents' pages. */
const OF_STAFF = /^(console|report|comments|document|facts)/;
const NO_WORDS: readonly string[] = ['heldCaseWords', 'languageNames', 'answerErrors', 'answerErrorPhrases'];

it('every module of words for residents is worded', async () => {
  const files = readdirSync(content).filter((file) => file.endsWith('.ts') && !OF_STAFF.test(file));
  for (const file of files) {
    const exported: Record<string, unknown> = await import(new URL(file, content).href);
    const plain = Object.entries(exported).filter(
      ([name, value]) => typeof value === 'object' && !types.isProxy(value) && !NO_WORDS.includes(name),
    );
    expect(
      plain.map(([name]) => name),
      file,
    ).toEqual([]);
  }
});

it('no template for residents has words of its own', () => {
  const files = [...FOLDERS, 'web/layouts', 'web/journeys/problem', 'web/journeys/performance']
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.njk'));
  const said = files.flatMap((file) => {
    const source = readFileSync(file, 'utf8').replace(/\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, '');
    return [...source.matchAll(/>[^<>]*[A-Za-z]{3}[^<>]*</g)].map(([text]) => `${file}: ${text}`);
  });
  expect(said).toEqual([]);
});
