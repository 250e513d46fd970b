import { statusOf } from './answer-texts.ts';
import { RATING_SCALE } from './asking.ts';
import { type Service, stageOf } from './catalogue.ts';
import { countParts } from './gsm.ts';
import { MAX_GRADE } from './reading-grade.ts';
import type { Reference } from './reference.ts';
import { type Deployment, previewCommonTexts, previewTexts, type TextPreview } from './text-preview.ts';
import { namesIn, placeholders } from './text-template.ts';

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
