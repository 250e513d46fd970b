import { RATING_SCALE } from './asking.ts';
import { formatDayMonth, localDate } from './calendar.ts';
import type { Case, CaseCommit } from './case.ts';
import { type Service, stageOf, textTemplate } from './catalogue.ts';
import { foldCase } from './evolve-case.ts';
import type { HandsetCommit } from './handset.ts';
import { formatReference } from './reference.ts';
import type { Text, TextDue } from './text.ts';
import { namesIn, renderText } from './text-template.ts';
import { dateSaid, expiring, stageEntered, type TextSettings, textDue } from './texts-due.ts';

const SORRY = `{council}: sorry, we could not read that. To rate us, text only a number, ${RATING_SCALE}. Text HELP for more. Or call {phone}`;
const HELP = `{council}: text STATUS and your reference to hear how it is going, a number to rate us (${RATING_SCALE}), or STOP. Or call {phone}`;
/** The same words for a reference that no case has, that is another number's, or that cannot be read. */
const NO_STATUS = '{council}: we can say nothing on that reference to this number. Text STATUS and your reference, or call {phone}';
const STATUS = '{council}: {service} {reference}, since {date}: ';
/** The answers that are the same for everybody, for the preview and the check of texts. */
export const answerTemplates = { received: SORRY, help: HELP, 'no-status': NO_STATUS };

type Answering = Pick<TextSettings, 'council'>;

/** What was last texted about a case, and so may be said again: the stage, since when, and the date that was named. */
export type Told = { service: Service; state: Case; stage: string; since: string; date?: string };

/**
 * The automatic answer that a commit decided on: to HELP, to STATUS, to what we cannot read.
 * @param told for STATUS, what the number may be told; undefined for all else
 */
export function answerTo(commit: HandsetCommit, { council }: Answering, told?: Told): TextDue[] {
  const { number } = commit.personal;
  const event = commit.events.find((each) => 'answer' in each && each.answer);
  if (!number || !event) return [];
  const values = { council: council.shortName, phone: council.phone };
  const body =
    event.type === 'helpAsked'
      ? renderText(HELP, values)
      : event.type !== 'statusAsked'
        ? renderText(SORRY, values)
        : told
          ? statusOf(told, council.shortName)
          : renderText(NO_STATUS, values);
  return [textDue(commit, 'answer', { to: number, body }, expiring(commit.at, 30))];
}

/** What STATUS is answered about a case. */
export function statusOf(
  { service, state, stage, since, date }: Omit<Told, 'state'> & { state: Pick<Case, 'reference'> },
  council: string,
): string {
  const values = {
    council,
    service: service.shortName,
    reference: formatReference(state.reference),
    date: formatDayMonth(localDate(since)),
  };
  const until = date ? ` The date we gave you is ${formatDayMonth(date)}.` : '';
  return `${renderText(STATUS, values)} ${stageOf(service, stage).name}.${until}`;
}

/** States in which a text has, or may have, reached its phone. */
const GONE: readonly Text['state'][] = ['sent', 'delivered', 'unconfirmed'];

/**
 * What a number may be told of a case: no more than the last text that went to it about the case. Undefined when the case
 * is another number's, or when nothing has gone to it yet.
 */
export function toldOf(
  service: Service,
  { commits, texts }: { commits: readonly CaseCommit[]; texts: readonly Text[] },
  number: string,
): Told | undefined {
  const last = texts
    .filter(({ state }) => GONE.includes(state))
    .toSorted((a, b) => a.sequence - b.sequence)
    .at(-1);
  const commit = last && commits[last.sequence - 1];
  const state = last && foldCase(service, commits.slice(0, last.sequence));
  const entered = commit && stageEntered(commit);
  if (!commit || !entered || !state || state.mobile !== number) return undefined;
  const template = textTemplate(service, stageOf(service, entered.stage), state.fastTrack);
  const date = template && namesIn(template).includes('date') ? dateSaid(service, state, commit) : undefined;
  return { service, state, stage: entered.stage, since: commit.at, ...(date ? { date } : {}) };
}
