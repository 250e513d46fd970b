import type { Case, CasePersonal } from './case.ts';
import type { Service } from './catalogue.ts';
import { type Language, type OtherLanguage, own, type Phrases, phraseIn } from './language.ts';

/** Keys of a service under which stand words that residents read. What else it holds are ids, figures and words of staff. */
const SPOKEN: ReadonlySet<string> = new Set([
  ...['name', 'shortName', 'summary', 'does', 'need', 'takes', 'otherWays'],
  ...['ask', 'hint', 'label', 'missing', 'reason', 'text', 'statements', 'unit', 'one', 'many'],
  ...['says', 'letter', 'texts', 'amount', 'from', 'first', 'title', 'for', 'hours', 'oftenAsked'],
]);
/** Parts of a service that staff alone read, and its translations. */
const STAFF_ONLY: ReadonlySet<string> = new Set(['contactReasons', 'chasing', 'asking', 'languages', 'language']);

type Walked = { value: unknown; key: string; path: string };

/** Puts each string that residents read through `say`, and leaves all else as it is. */
function mapPhrases({ value, key, path }: Walked, say: (english: string) => string): unknown {
  if (typeof value === 'string') return SPOKEN.has(key) && path !== 'fastTrack.name' ? say(value) : value;
  if (Array.isArray(value)) return value.map((each) => mapPhrases({ value: each, key, path }, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (path === '' && STAFF_ONLY.has(name)) return [name, each];
      // The texts of a fast track go by the ids of their stages.
      const under = key === 'texts' ? key : name;
      return [name, mapPhrases({ value: each, key: under, path: path ? `${path}.${name}` : name }, say)];
    }),
  );
}

const walk = (service: Service, say: (english: string) => string) => mapPhrases({ value: service, key: '', path: '' }, say) as Service;

const spoken = new WeakMap<Service, Map<OtherLanguage, Service>>();
const written = new WeakMap<Service, Service>();

/**
 * A service in a language, phrase by phrase, a phrase that has no translation in English. Made once of each and kept. Its ids
 * are those of the English one, so that the two are one service to everything but those who read it.
 * @returns the service itself where it is not offered in that language; else `language` says in which it is
 */
export function translateService(service: Service, language: Language | undefined): Service {
  const phrases = language && language !== 'en' ? service.languages?.[language] : undefined;
  if (!phrases || !language || language === 'en' || service.language === language) return service;
  const known = spoken.get(service) ?? new Map<OtherLanguage, Service>();
  spoken.set(service, known);
  const found = known.get(language);
  if (found) return found;
  const made: Service = { ...walk(service, (english) => own(phrases, english) ?? phraseIn(language, english)), language };
  known.set(language, made);
  written.set(made, service);
  return made;
}

/** A service as its file has it, whatever language it was put into since. */
export const asWritten = (service: Service): Service => written.get(service) ?? service;

/** Every phrase of a service that residents read, once each, in the order of its file. */
export function phrasesOf(service: Service): string[] {
  const found = new Set<string>();
  walk(service, (english) => {
    found.add(english);
    return english;
  });
  return [...found];
}

/** The phrases of a service that a language has no words for yet: all of them where it is not offered in it. */
export function missingPhrases(service: Service, language: OtherLanguage): string[] {
  const phrases: Phrases = service.languages?.[language] ?? {};
  return phrasesOf(service).filter((english) => own(phrases, english) === undefined && phraseIn(language, english) === english);
}

/** English words of a service in the language that this one is in: what an officer chose of its lists was kept as it read then. */
export function sayOf({ languages, language }: Pick<Service, 'languages' | 'language'>, english: string): string {
  return (language && own(languages?.[language] ?? {}, english)) ?? english;
}

/** A case with the words that staff chose of its service's lists in the language of the service: what to send, and why it was refused. */
export function translateCase(service: Service, state: Case): Case {
  if (!service.language) return state;
  const say = (english: string) => sayOf(service, english);
  const { evidence } = state;
  return {
    ...state,
    steps: state.steps.map((step) => ({ ...step, personal: translatePersonal(step.personal, say) })),
    ...(evidence
      ? { evidence: { ...evidence, items: evidence.items.map((item) => ({ ...item, instruction: say(item.instruction) })) } }
      : {}),
  };
}

function translatePersonal(personal: CasePersonal, say: (english: string) => string): CasePersonal {
  const { items, instruction, grounds } = personal;
  return {
    ...personal,
    ...(items ? { items: Object.fromEntries(Object.entries(items).map(([id, said]) => [id, say(said)])) } : {}),
    ...(instruction ? { instruction: say(instruction) } : {}),
    ...(grounds ? { grounds: grounds.map(say) } : {}),
  };
}
