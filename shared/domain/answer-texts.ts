import { RATING_SCALE } from './asking.ts';
import { formatDayMonth, type LocalDate, localDate } from './calendar.ts';
import type { Case, CaseCommit } from './case.ts';
import { type Service, stageOf, textTemplate } from './catalogue.ts';
import { isErased } from './erasure.ts';
import { foldCase } from './evolve-case.ts';
import type { HandsetCommit } from './handset.ts';
import { helperWith } from './helper.ts';
import { type OtherLanguage, phraseIn } from './language.ts';
import { formatReference } from './reference.ts';
import { languageOf } from './reply.ts';
import type { Text, TextDue } from './text.ts';
import { namesIn, renderText } from './text-template.ts';
import { dateSaid, expiring, phoneIn, stageEntered, type TextSettings, textDue } from './texts-due.ts';
import { translateService } from './translate-service.ts';

const SORRY = `{council}: sorry, we could not read that. To rate us, text only a number, ${RATING_SCALE}. Text HELP for more. Or call {phone}`;
const HELP = `{council}: text STATUS and your reference to hear how it is going, a number to rate us (${RATING_SCALE}), or STOP. Or call {phone}`;
/** The same words for a reference that no case has, that is another number's, or that cannot be read. */
const NO_STATUS = '{council}: we can say nothing on that reference to this number. Text STATUS and your reference, or call {phone}';
/** What is answered about a case whose person has died, whoever holds their phone: nothing of how it stands, and no request to rate. */
const AFTER_DEATH =
  '{council}: an officer is looking after the {service} {reference}. You need not do anything. To talk to us, call {phone}';
const STATUS = '{council}: {service} {reference}, since {date}: ';
const DATE_GIVEN = 'The date we gave you is {date}.';
export const statusTemplates = [STATUS, DATE_GIVEN];
/** The answers that are the same for everybody, for the preview and the check of texts. */
export const answerTemplates = { received: SORRY, help: HELP, 'no-status': NO_STATUS, 'after-death': AFTER_DEATH };

/** `language`: of the case that it is about, where it is not English. */
type Answering = Pick<TextSettings, 'council'> & { language?: OtherLanguage | undefined };

/** What was last texted about a case, and so may be said again: the stage, since when, and the date that was named. */
export type Told = { service: Service; state: Case; stage: string; since: string; date?: string };

/**
 * The automatic answer that a commit decided on: to HELP, to STATUS, to what we cannot read.
 * @param told for STATUS, what the number may be told; undefined for all else
 * @param died the case that it is about, where the person it is tied to has died
 */
export function answerTo(
  commit: HandsetCommit,
  { council, language: ofCase }: Answering,
  told?: Told,
  died?: Pick<Told, 'service' | 'state'>,
): TextDue[] {
  const { number, body: typed = '' } = commit.personal;
  const event = commit.events.find((each) => 'answer' in each && each.answer);
  if (!number || !event) return [];
  const language = (died ?? told)?.state.language ?? ofCase ?? languageOf(typed);
  const values = { council: council.shortName, phone: phoneIn(language, council.phone) };
  const say = (template: string, more: object = {}) => renderText(phraseIn(language, template), { ...values, ...more });
  const body = died
    ? say(AFTER_DEATH, {
        service: translateService(died.service, language).shortName,
        reference: formatReference(died.state.reference),
      })
    : event.type === 'helpAsked'
      ? say(HELP)
      : event.type !== 'statusAsked'
        ? say(SORRY)
        : told
          ? statusOf({ ...told, service: translateService(told.service, language) }, council.shortName)
          : say(NO_STATUS);
  return [textDue(commit, 'answer', { to: number, body }, expiring(commit.at, 30))];
}

/** What STATUS is answered about a case. */
export function statusOf(
  { service, state, stage, since, date }: Omit<Told, 'state'> & { state: Pick<Case, 'reference'> },
  council: string,
): string {
  const { language } = service;
  const values = {
    council,
    service: service.shortName,
    reference: formatReference(state.reference),
    date: formatDayMonth(localDate(since), language),
  };
  const until = date ? ` ${renderText(phraseIn(language, DATE_GIVEN), { date: formatDayMonth(date, language) })}` : '';
  return `${renderText(phraseIn(language, STATUS), values)} ${stageOf(service, stage).name}.${until}`;
}

/** States in which a text has, or may have, reached its phone. */
const GONE: readonly Text['state'][] = ['sent', 'delivered', 'unconfirmed'];

/**
 * What a number may be told of a case: no more than the last text that went to its resident about where it stands. A helper let in on
 * that day is told the same, or of a case without a mobile what would have been texted. Undefined for any other number, or when
 * nothing has gone yet.
 */
export function toldOf(
  service: Service,
  { commits, texts }: { commits: readonly CaseCommit[]; texts: readonly Text[] },
  number: string,
  on: LocalDate,
): Told | undefined {
  const latest = isErased(commits) ? undefined : foldCase(service, commits);
  if (!latest || !(latest.mobile === number || helperWith(latest, number, on))) return undefined;
  const textable = latest.mobile !== undefined;
  const commit = textable ? lastTold(commits, texts) : commits.findLast((each) => isTold(service, each, latest));
  const state = commit && foldCase(service, commits.slice(0, commit.sequence));
  const entered = commit && stageEntered(commit);
  if (!commit || !entered || !state) return undefined;
  const template = textTemplate(service, stageOf(service, entered.stage), state.fastTrack);
  const date = template && namesIn(template).includes('date') ? dateSaid(service, state, commit) : undefined;
  return {
    service,
    state: { ...state, ...(latest.person ? { person: latest.person } : {}) },
    stage: entered.stage,
    since: commit.at,
    ...(date ? { date } : {}),
  };
}

/** The commit of the last text that told the resident of a stage, by the order of the log. */
function lastTold(commits: readonly CaseCommit[], texts: readonly Text[]): CaseCommit | undefined {
  const told = new Set(texts.filter(({ state }) => GONE.includes(state)).map(({ sequence }) => sequence));
  return commits.findLast((commit) => told.has(commit.sequence) && stageEntered(commit));
}

/** Whether residents are told by text of what a commit led to. */
function isTold(service: Service, commit: CaseCommit, { fastTrack }: Case): boolean {
  const entered = stageEntered(commit);
  return entered !== undefined && textTemplate(service, stageOf(service, entered.stage), fastTrack) !== undefined;
}
