import type { Service } from './catalogue.ts';
import { otherLanguages } from './language.ts';
import { isSlip, tells, wordsIn } from './search-words.ts';
import { asWritten, translateService } from './translate-service.ts';

/** How much a word says of a service that has it: in its name, in what people call it, in what texts call it, in its summary. */
const WEIGHTS = { name: 4, also: 4, shortName: 3, summary: 1 };
/** What a name weighs more, shared by its words: who types `blue badge` means “Apply for a Blue Badge” rather than “Renew a Blue Badge”. */
const WHOLE_NAME = 3;
/** Each further time that people call it so, which tells apart those that have it alike. */
const AGAIN = 0.05;
/** Of what begins like the word that was typed, as `rubbish` like `rubb`, and of what is one letter from it. */
const BEGINS = 0.6;
const SLIP = 0.5;
const MIN_TO_BEGIN = 3;
const MIN_TO_SLIP = 5;
/** What has less than this of what the best has is not shown: it shares a small word with it. */
const LEAST = 0.5;

type Index = ReadonlyMap<string, number>;

/**
 * The services that go with what somebody typed, the likeliest first; none for what no service has a word of. A word weighs the
 * more, the fewer services have it. Each is looked for in all its languages, since people type one and read another.
 */
export function searchServices(services: readonly Service[], typed: string): Service[] {
  const indexes = services.map(indexOf);
  const wanted = [...new Set(joined(wordsIn(typed).filter(tells)))];
  const scores = wanted
    .map((word) => scoresOf(word, indexes))
    .reduce((sums, each) => sums.map((sum, at) => sum + (each[at] ?? 0)), new Array<number>(services.length).fill(0));
  const best = Math.max(0, ...scores);
  return services
    .map((service, at) => ({ service, score: scores[at] ?? 0 }))
    .filter(({ score }) => score > 0 && score >= best * LEAST)
    .sort((a, b) => b.score - a.score)
    .map(({ service }) => service);
}

/** What one word says of each service. What begins so, and what may be meant, is asked only of a word that nobody has. */
function scoresOf(word: string, indexes: readonly Index[]): number[] {
  const ways = [
    indexes.map((index) => index.get(word) ?? 0),
    ...(word.length < MIN_TO_BEGIN ? [] : [indexes.map((index) => BEGINS * most(index, (known) => known.startsWith(word)))]),
    ...(word.length < MIN_TO_SLIP ? [] : [indexes.map((index) => SLIP * most(index, (known) => isSlip(word, known)))]),
  ];
  const weights = ways.find((each) => each.some((weight) => weight > 0)) ?? [];
  const rarity = Math.log(1 + indexes.length / weights.filter((weight) => weight > 0).length);
  return weights.map((weight) => weight * rarity);
}

const most = (index: Index, like: (known: string) => boolean): number =>
  Math.max(0, ...[...index].filter(([known]) => like(known)).map(([, weight]) => weight));

const made = new WeakMap<Service, Index>();

/** The words of a service in all its languages, each with what it says of it; made once and kept. */
function indexOf(service: Service): Index {
  const written = asWritten(service);
  const kept = made.get(written);
  if (kept) return kept;
  const index = new Map<string, number>();
  const add = (text: string, weight: number, again = 0) => {
    for (const word of joined(wordsIn(text)).filter(tells)) {
      const had = index.get(word);
      index.set(word, had === undefined ? weight : had + again);
    }
  };
  const said = new Set([written, ...otherLanguages.map((language) => translateService(written, language))]);
  // The heaviest first: the lighter only add what is not there.
  for (const { name } of said) add(name, WEIGHTS.name + WHOLE_NAME / Math.max(1, wordsIn(name).filter(tells).length));
  for (const called of written.also ?? []) add(called, WEIGHTS.also, AGAIN);
  for (const { shortName } of said) add(shortName, WEIGHTS.shortName);
  for (const { summary } of said) add(summary, WEIGHTS.summary);
  made.set(written, index);
  return index;
}

/** Words, and each two that stand together as one: who types `pot hole` or `flytipping` means no other thing. */
const joined = (words: readonly string[]): string[] => [...words, ...words.slice(1).map((word, at) => `${words[at]}${word}`)];
