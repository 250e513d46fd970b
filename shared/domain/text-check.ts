import { statusOf } from './answer-texts.ts';
import { RATING_SCALE } from './asking.ts';
import { type Service, stageOf } from './catalogue.ts';
import { countParts } from './gsm.ts';
import { languageNames, type OtherLanguage, otherLanguages } from './language.ts';
import { MAX_GRADE } from './reading-grade.ts';
import type { Reference } from './reference.ts';
import { type Deployment, previewCommonTexts, previewTexts, type TextPreview } from './text-preview.ts';
import { namesIn, placeholders } from './text-template.ts';
import { missingPhrases, phrasesOf, translateService } from './translate-service.ts';

const KNOWN: ReadonlySet<string> = new Set(placeholders);

/**
 * What is wrong with the wording of a service's texts, one sentence each. With its longest plausible values each takes one
 * part; it begins with the council's name, names its case and only what something fills, reads at grade 6 or below, links
 * to the council's own domain only, and says what the numbers of a rating mean. No way through the service takes more parts
 * than its budget.
 * @param deployment whose council, telephone and address go into the texts
 */
export function textProblems(service: Service, deployment: Deployment): string[] {
  const texts = previewTexts(service, deployment);
  const problems = texts.flatMap((text) =>
    [...wordingProblems(text, deployment), ...(namesIn(text.template).includes('reference') ? [] : ['does not say the {reference}'])].map(
      (problem) => `the ${text.fastTrack ? 'fast track’s ' : ''}text of ${text.stage.id} ${problem}`,
    ),
  );
  for (const { id } of service.stages) {
    const { parts } = countParts(longestStatus(service, id, deployment));
    if (parts > 1) problems.push(`the answer to STATUS at ${id} takes ${parts} parts, not 1`);
  }
  const most = mostParts(service, deployment);
  if (most > service.partsBudget) problems.push(`its texts take up to ${most} parts a case, over its budget of ${service.partsBudget}`);
  return problems;
}

/** What is wrong with the texts that belong to no service, by the same measures. */
export function commonTextProblems(deployment: Deployment): string[] {
  return previewCommonTexts(deployment).flatMap((text) =>
    wordingProblems(text, deployment).map((problem) => `the text ${text.id} ${problem}`),
  );
}

/** The most parts of one text in a language other than English: some letters of Welsh, and all of Arabic, leave room for 70 characters in one. */
export const MAX_PARTS_ELSEWHERE = 3;

/**
 * What is wrong with a service's words in other languages, one sentence each: words for a phrase that it does not have, placeholders
 * that differ from the English phrase's, a text that takes too many parts. A phrase without words is no fault: it is said in English.
 */
export function languageProblems(service: Service, deployment: Deployment): string[] {
  const phrases: ReadonlySet<string> = new Set(phrasesOf(service));
  return otherLanguages.flatMap((language) => {
    const words = Object.entries(service.languages?.[language] ?? {});
    const stale = words
      .filter(([english]) => !phrases.has(english))
      .map(([english]) => `has words for “${english}”, which it does not say`);
    const changed = words
      .filter(([english, said]) => namesIn(english).toSorted().join() !== namesIn(said).toSorted().join())
      .map(([english]) => `names other things in braces than “${english}”`);
    const texts = words.length > 0 ? previewTexts(translateService(service, language), deployment) : [];
    const long = texts
      .filter(({ parts }) => parts > MAX_PARTS_ELSEWHERE)
      .map(({ stage, parts }) => `takes ${parts} parts for the text of ${stage.id}, over ${MAX_PARTS_ELSEWHERE}`);
    return [...stale, ...changed, ...long].map((problem) => `its ${languageNames[language]} ${problem}`);
  });
}

/** How much of a service is said in another language, and what its texts cost there: phrases missing, and the parts of the dearest way through. */
export function languageFigures(
  service: Service,
  language: OtherLanguage,
  deployment: Deployment,
): { missing: number; parts: number } | undefined {
  if (!service.languages?.[language]) return undefined;
  return { missing: missingPhrases(service, language).length, parts: mostParts(translateService(service, language), deployment) };
}

function longestStatus(service: Service, stage: string, { council }: Deployment): string {
  const state = { reference: 'K7MQ2XW' as Reference };
  return statusOf({ service, state, stage, since: '2026-09-30T12:00:00.000Z', date: '2026-09-30' }, council.shortName);
}

function wordingProblems({ template, body, parts, grade }: TextPreview, { baseUrl }: Deployment): string[] {
  const names = namesIn(template);
  const found = names.filter((name) => !KNOWN.has(name)).map((name) => `names {${name}}, which nothing fills`);
  if (!template.startsWith('{council}: ')) found.push("does not begin with the council's name");
  if (names.includes('rateLink') && !template.includes(RATING_SCALE)) found.push(`asks for a rating without saying "${RATING_SCALE}"`);
  if (parts > 1) found.push(`takes ${parts} parts, not 1`);
  if (grade > MAX_GRADE) found.push(`reads at grade ${grade.toFixed(1)}, above ${MAX_GRADE}`);
  for (const host of hostsIn(body)) if (!isOwn(host, baseUrl)) found.push(`links to ${host}, which is not the council's own domain`);
  return found;
}

/** Hosts of the addresses in a text, those without `https://` too: a phone makes links of both. */
function hostsIn(body: string): string[] {
  return [...body.matchAll(/(?:https?:\/\/([^\s/:]+)|(?<![\p{L}\p{N}@.-])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,}))/giu)].map(([, linked, bare]) =>
    (linked ?? bare ?? '').toLowerCase(),
  );
}

/** `northwick.gov.uk` and all under it, for a front door at `my.northwick.gov.uk`. */
function isOwn(host: string, baseUrl: string): boolean {
  const own = new URL(baseUrl).hostname;
  const domain = own.replace(/^(my|www)\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * The parts of the dearest way from opening to the last end, one that is looked at again with it, of the usual track or the fast one.
 * Each stage counts once: what an officer asks for a second time costs its parts again.
 */
export function mostParts(service: Service, deployment: Deployment): number {
  const texts = previewTexts(service, deployment);
  const partsAt = (stageId: string, fastTrack: boolean): number => {
    const own = texts.filter(({ stage }) => stage.id === stageId);
    return (own.find((text) => text.fastTrack === fastTrack) ?? own[0])?.parts ?? 0;
  };
  const dearest = (stageId: string, fastTrack: boolean, passed: readonly string[]): number => {
    const stage = stageOf(service, stageId);
    const ways = stage.next.filter((next) => next !== stageId && !passed.includes(next));
    const rest = ways.map((next) => dearest(next, fastTrack, [...passed, stageId]));
    return partsAt(stageId, fastTrack) + Math.max(0, ...rest);
  };
  const opened = service.stages.find(({ entered }) => entered === 'opened');
  if (!opened) return 0;
  return Math.max(...(service.fastTrack ? [false, true] : [false]).map((fastTrack) => dearest(opened.id, fastTrack, [])));
}
