import * as z from 'zod';
import { addWorkingDays, formatDate, type Instant, type LocalDate, localDate } from './calendar.ts';
import type { Case, CaseCommit } from './case.ts';
import { type Service, stageOf } from './catalogue.ts';
import { actorSchema, type LogId } from './commit.ts';
import { awardLines } from './deciding.ts';
import { instructionsIn } from './evidence.ts';
import { type Fact, shardOf } from './fact.ts';
import { otherLanguageSchema, phraseIn } from './language.ts';
import { addressOf, type LetterReason, letterReasons } from './reach.ts';
import { dateSaid, stageEntered } from './texts-due.ts';
import { sayOf, translateService } from './translate-service.ts';

/** `due`: to be printed; `printed`: on paper, in a batch, not posted yet; `dropped`: not to be posted. `because` says why. */
export const letterStates = ['due', 'printed', 'posted', 'dropped'] as const;
/** Why a letter is not posted: its case has gone on, its person has died, nothing personal is kept of it any more. */
export const letterDrops = ['out-of-date', 'bereaved', 'erased'] as const;
export type LetterDrop = (typeof letterDrops)[number];

/**
 * A letter as it is kept, beside the case whose commit caused it.
 * - `by`: the local date by which it should be posted
 * - `wordHash`: the HMAC of the look-up word printed on it, for a case that was given none of its own
 * - `words`: what it says, a paragraph each, with a list of things to send where there is one
 */
export const letterSchema = z.object({
  state: z.enum(letterStates),
  at: z.string(),
  by: z.string(),
  team: z.string(),
  service: z.string(),
  stage: z.string(),
  language: otherLanguageSchema.optional(),
  why: z.enum(letterReasons),
  because: z.enum(letterDrops).optional(),
  wordHash: z.string().optional(),
  batch: z.string().optional(),
  printedAt: z.string().optional(),
  printedBy: actorSchema.optional(),
  settledAt: z.string().optional(),
  settledBy: actorSchema.optional(),
  personal: z.object({
    name: z.string().optional(),
    address: z.array(z.string()).default([]),
    before: z.array(z.string()).default([]),
    items: z.array(z.string()).default([]),
    after: z.array(z.string()).default([]),
  }),
});
export type Letter = z.infer<typeof letterSchema> & { log: LogId; sequence: number };
/** A letter as a commit causes it. */
export type LetterDue = Omit<Letter, 'because' | 'batch' | 'printedAt' | 'printedBy' | 'settledAt' | 'settledBy'>;

/** Working days within which a letter is posted: as long as a task to reach somebody otherwise is given. */
const POST_WORKING_DAYS = 1;

const ASKED = 'Please send us this by {date}. You can also bring it to us:';
const ASKED_NOTHING_LISTED = 'Please do this by {date}.';
const WHY = 'Why: {reason}';
const AGAIN = 'You can ask us to look at this decision again until {date}. Write to us, or call us.';
const NEXT = 'You will hear from us by {date}.';
/** What letters say of their own, beside the words of a service. */
export const letterPhrases = [ASKED, ASKED_NOTHING_LISTED, WHY, AGAIN, NEXT];

/**
 * The letter that takes the place of a text about a stage; undefined where nobody can write: no stage with news was entered, or the
 * case has no address. It says what the page says: the stage in its own words, what is asked for and by when, why, and what comes
 * next. An award stands in it, which no text may say: a letter is sealed, and for many the only notice they get.
 * @param state the case after that commit
 */
export function letterFor(
  offered: Service,
  state: Case,
  commit: CaseCommit,
  { why, at }: { why: LetterReason; at: Instant },
): LetterDue | undefined {
  const service = translateService(offered, state.language);
  const { language } = service;
  const say = (english: string) => phraseIn(language, english);
  const address = addressOf(service, state);
  const entered = stageEntered(commit);
  if (!address || !entered) return undefined;
  const stage = stageOf(service, entered.stage);
  const { personal } = commit;
  const date = (on: LocalDate | undefined) => (on ? formatDate(on, language) : '');
  const named = dateSaid(service, state, commit);
  const asked = entered.type === 'evidenceAsked';
  const items = asked ? instructionsIn(personal).map((each) => sayOf(service, each)) : [];
  // What somebody said as they asked to have it looked at again is theirs, and no reason of ours.
  const ours = entered.type === 'decided' || entered.type === 'closed';
  const reasons = ours
    ? [...(personal.grounds ?? []).map((each) => sayOf(service, each)), ...(personal.reason ? [personal.reason] : [])]
    : [];
  const again = entered.type === 'decided' ? entered.reconsiderBy : undefined;
  return {
    log: commit.log,
    sequence: commit.sequence,
    state: 'due',
    at,
    by: addWorkingDays(localDate(at), POST_WORKING_DAYS),
    team: service.team,
    service: service.id,
    stage: stage.id,
    ...(language ? { language } : {}),
    why,
    personal: {
      ...(state.name ? { name: state.name } : {}),
      address,
      before: [
        ...(stage.letter ?? [stage.says]),
        ...(personal.award ? awardLines(service, personal.award) : []),
        ...(asked ? [say(items.length > 0 ? ASKED : ASKED_NOTHING_LISTED).replace('{date}', date(entered.by))] : []),
      ],
      items,
      after: [
        ...reasons.map((reason) => say(WHY).replace('{reason}', () => reason)),
        ...(again ? [say(AGAIN).replace('{date}', date(again))] : []),
        ...(stage.actor === 'council' && named ? [say(NEXT).replace('{date}', date(named))] : []),
      ],
    },
  };
}

/** What a letter counts as, on the day of what caused it: `made`, then `posted`. One that is dropped counts for nothing. */
export function factOfLetter({ log, sequence, stage, service, at }: LetterDue | Letter, became: 'made' | 'posted' | 'dropped'): Fact {
  return {
    id: `letter:${log.kind}:${log.id}:${sequence}:${stage}`,
    day: localDate(at),
    service,
    shard: shardOf(log.id),
    type: 'letter',
    quantity: became === 'dropped' ? 0 : 1,
    outcome: became === 'posted' ? 'posted' : 'made',
    version: { made: 1, posted: 2, dropped: 3 }[became],
  };
}
