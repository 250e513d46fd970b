import { type Answers, mobileIn, nameIn } from './answers.ts';
import { addDays, type LocalDate, localDate } from './calendar.ts';
import type { Case, CaseCommit, CaseEvent, CasePersonal } from './case.ts';
import { type Service, type Stage, stageEnteredBy, stageOf, textTemplate } from './catalogue.ts';
import type { Actor } from './commit.ts';
import { type CaseCommand, decide, open } from './decide-case.ts';
import { applyCommit, foldCase } from './evolve-case.ts';
import type { ImportProfile } from './import-profile.ts';
import type { ImportRow } from './import-row.ts';
import type { Imported, ImportedEvent, KeptAside } from './imported.ts';
import type { Keyring } from './keyring.ts';
import type { Reference } from './reference.ts';

/** Keyed digests of a row: `claim` names the case it is of, `digest` all it says, `news` what it says of the claim's progress. */
export type RowDigests = { claim: string; digest: string; news: string };
/** 72 bits: two rows of one claim that look alike are not to be feared. */
const DIGEST_LENGTH = 12;

/** The claim that a row is of, as a keyed digest: its reference follows from it, as one of a draft does from the draft. */
export function claimDigest(keyring: Keyring, { service, claim }: Pick<ImportRow, 'service' | 'claim'>, source: string): string {
  return keyring.opaque('import-claim', JSON.stringify([source, service, claim]));
}

/**
 * A row's digests. When it was so is no part of them in a full list, where every row comes again each night; where only what
 * changed is listed, a later date is a change.
 */
export function digestsOf(keyring: Keyring, row: ImportRow, { source, extract }: Pick<ImportProfile, 'source' | 'extract'>): RowDigests {
  const { status, received, answers, needed = '', neededBy = '', reason = '' } = row;
  const news = [status, needed, neededBy, reason];
  const short = (purpose: string, of: readonly string[]) => keyring.opaque(purpose, JSON.stringify(of)).slice(0, DIGEST_LENGTH);
  return {
    claim: claimDigest(keyring, row, source),
    digest: short('import-row', [...news, received, JSON.stringify(answers), ...(extract === 'changes' ? [row.asOf] : [])]),
    news: short('import-news', news),
  };
}

/**
 * Whether a row says anything new of a claim.
 * @param newest when the newest file of all was so that had the claim in it: what is older than that is late
 */
export function newsIn(
  known: Imported,
  { asOf }: Pick<ImportRow, 'asOf'>,
  { digest }: RowDigests,
  newest = '',
): 'nothing' | 'late' | 'news' {
  const latest = known.asOf > newest ? known.asOf : newest;
  if (asOf < latest) return known.digests.includes(digest) ? 'nothing' : 'late';
  if (asOf === known.asOf) return known.digests.includes(digest) ? 'nothing' : 'news';
  return known.digest === digest ? 'nothing' : 'news';
}

/** Stages that a file may have passed over: those that ask for nothing and are no refusal or end. */
const PASSED: readonly Stage['entered'][] = ['moved', 'awarded', 'reconsidered'];

/**
 * The stages to go through to one that a row names, the shortest way: a nightly file sees only where a claim stands at night.
 * @returns none when it stands there; undefined when no way leads there
 */
export function wayTo(service: Service, from: string, to: string): Stage[] | undefined {
  if (from === to) return [];
  const seen = new Set([from]);
  let ways: Stage[][] = [[]];
  while (ways.length > 0) {
    const longer: Stage[][] = [];
    for (const way of ways) {
      for (const id of stageOf(service, way.at(-1)?.id ?? from).next) {
        if (seen.has(id)) continue;
        seen.add(id);
        const stage = stageOf(service, id);
        if (id === to) return [...way, stage];
        if (PASSED.includes(stage.entered)) longer.push([...way, stage]);
      }
    }
    ways = longer;
  }
  return undefined;
}

/**
 * What a row will do, as the dry run says it and before its case is read. `told`: somebody would be told of it, if they can be;
 * `dateOver`: what it asks for should have come already, and nobody is asked for it.
 */
export type Foreseen = { dateOver?: true } & ({ kind: 'nothing' | 'details' | KeptAside } | { kind: 'open' | 'move'; told: boolean });
/** What a case's summary says that a row is compared with. */
export type KnownCase = { stage: string; fastTrack: boolean; textable: boolean; imported: Imported };

/** Foresees what a row will do to a case that stands so; undefined for a claim that no case is of. */
export function foresee(
  service: Service,
  known: KnownCase | undefined,
  { row, digests, newest, today }: { row: ImportRow; digests: RowDigests; newest?: string | undefined; today: LocalDate },
): Foreseen {
  // A claim that no case is of, in a list older than the newest: it has left the list since, and nobody is to be told of it now.
  if (!known && newest && row.asOf < newest) return { kind: 'late' };
  const news = known ? newsIn(known.imported, row, digests, newest) : 'news';
  if (news !== 'news') return { kind: news };
  const told = (stage: Stage) => textTemplate(service, stage, known?.fastTrack ?? false) !== undefined;
  const first = stageEnteredBy(service, 'opened');
  // A claim that is new is opened whatever its status: it was received.
  const or = (kind: KeptAside): Foreseen => (known || !first ? { kind } : { kind: 'open', told: told(first) });
  if (row.stage === undefined) return or('unmapped');
  if (known && known.imported.news === digests.news) return { kind: 'details' };
  const from = known?.stage ?? first?.id ?? row.stage;
  const target = stageOf(service, row.stage);
  const again = target.entered === 'asked' && from === target.id && target.next.includes(target.id);
  const way = again ? [target] : wayTo(service, from, row.stage);
  if (!way) return or('no-way');
  if (target.entered === 'asked' && row.neededBy && row.neededBy <= today) return { ...or('no-way'), dateOver: true };
  if (!known) return { kind: 'open', told: told(target) };
  return way.length === 0 ? { kind: 'details' } : { kind: 'move', told: told(target) };
}

export type Planned = Pick<CaseCommit, 'events' | 'personal'>;
export type Plan = { kind: 'nothing' } | { kind: 'commit'; outcome: 'open' | 'move' | 'details' | KeptAside; commit: Planned };

type Planning = {
  profile: ImportProfile;
  row: ImportRow;
  digests: RowDigests;
  newest?: string | undefined;
  quiet: boolean;
  at: string;
  by: Actor;
};

/**
 * Decides what a row adds to its case: one commit, whatever number of stages it passes. A case that was erased stays erased.
 * @param state undefined to open it
 */
export function planRow(service: Service, state: Case | undefined, planning: Planning): Plan {
  const { profile, row, digests, newest, quiet, at } = planning;
  if (state?.erasure.erasedAt) return { kind: 'nothing' };
  // A case that imports have not touched yet knows nothing of any row.
  const known: KnownCase | undefined = state && { ...state, imported: state.imported ?? NOTHING_YET };
  const foreseen = foresee(service, known, { row, digests, newest, today: localDate(at) });
  const { kind } = foreseen;
  if (kind === 'nothing' || (kind === 'late' && !state)) return { kind: 'nothing' };
  const imported = (rest: Partial<ImportedEvent>): ImportedEvent => ({
    type: 'imported',
    profile: profile.id,
    asOf: row.asOf,
    status: '',
    digest: digests.digest,
    news: digests.news,
    ...rest,
    ...(quiet ? { quiet } : {}),
  });
  const plan = (outcome: Exclude<Foreseen['kind'], 'nothing'>, events: CaseEvent[], personal: CasePersonal): Plan => ({
    kind: 'commit',
    outcome,
    commit: { events, personal: { ...personal, word: row.status } },
  });
  if (kind === 'late') return plan('late', [imported({ aside: 'late' })], {});
  if (!state) return opening(service, planning, { imported, plan });
  const personal = detailsOf(service, state, row);
  const details = { textable: personal.mobile !== undefined };
  if (kind === 'unmapped' || kind === 'no-way') return plan(kind, [imported({ aside: kind, ...details })], personal);
  if (kind === 'details') return plan('details', [imported(details)], personal);
  const steps = stepsTo(service, state, planning);
  if (!steps) return plan('no-way', [imported({ aside: 'no-way', ...details })], personal);
  return plan('move', [...steps.events, imported(details)], { ...personal, ...steps.personal });
}

const NOTHING_YET: Imported = { claim: '', asOf: '', digest: '', news: '', digests: [] };

type Making = {
  imported: (rest: Partial<ImportedEvent>) => ImportedEvent;
  plan: (outcome: 'open', events: CaseEvent[], personal: CasePersonal) => Plan;
};

/** A claim seen for the first time: it is opened as received on its day, and goes on to where the row says that it stands. */
function opening(service: Service, planning: Planning, { imported, plan }: Making): Plan {
  const { profile, row, digests, at, by } = planning;
  const { events, personal } = open(
    service,
    { answers: row.answers, channel: row.channel, assisted: false, draft: digests.claim, source: profile.source, receivedOn: row.received },
    at,
  );
  const first: CaseCommit = { log: { kind: 'case', id: 'imported' as Reference }, sequence: 1, at, by, events, personal };
  // Of no commit yet: what it asks for is of the first one.
  const state = { ...(foldCase(service, [first]) as Case), sequence: 0 };
  const steps = row.stage === undefined ? undefined : stepsTo(service, state, planning);
  const aside: KeptAside | undefined = row.stage === undefined ? 'unmapped' : steps ? undefined : 'no-way';
  return plan('open', [...events, ...(steps?.events ?? []), imported(aside ? { aside } : {})], { ...personal, ...steps?.personal });
}

/** The person's details, as opening would keep them. What the file has no column for stays as the case has it. */
function detailsOf(service: Service, state: Case, row: ImportRow): CasePersonal {
  const kept = Object.entries(state.answers as Answers).filter(([question]) => !row.brings.includes(question));
  const answers: Answers = { ...row.answers, ...Object.fromEntries(kept) };
  const mobile = mobileIn(service, answers);
  const name = nameIn(service, answers);
  return { answers, ...(name ? { name } : {}), ...(mobile ? { mobile } : {}) };
}

/** The events on the way to the row's stage, each decided as if staff had asked for it; undefined when one is refused. */
function stepsTo(service: Service, state: Case, planning: Planning): Planned | undefined {
  const { row, at, by } = planning;
  const target = stageOf(service, row.stage ?? state.stage);
  const again = target.id === state.stage && target.entered === 'asked';
  const way = again ? [target] : wayTo(service, state.stage, target.id);
  if (!way) return undefined;
  let now = state;
  const all: Planned = { events: [], personal: {} };
  for (const stage of way) {
    const decision = decide(service, now, commandTo(stage, now.sequence, planning), at);
    if (decision.kind === 'refused') return undefined;
    const { events, personal } = decision;
    now = applyCommit(service, now, { log: { kind: 'case', id: now.reference }, sequence: now.sequence, at, by, events, personal });
    all.events.push(...events);
    all.personal = { ...all.personal, ...personal };
  }
  return all;
}

function commandTo(stage: Stage, basedOn: number, { profile, row, at }: Planning): CaseCommand {
  const reason = row.reason ?? profile.reasonUnsaid;
  switch (stage.entered) {
    case 'asked': {
      const by = row.neededBy ?? addDays(localDate(at), profile.asks.days);
      return { type: 'askEvidence', instruction: row.needed ?? profile.asks.instruction, by, basedOn };
    }
    case 'awarded':
      return { type: 'decide', outcome: 'awarded', reason: '', basedOn };
    case 'refused':
      return { type: 'decide', outcome: 'refused', reason, basedOn };
    case 'reconsidered':
      return { type: 'reconsider', reason, evenLate: true, basedOn };
    case 'completed':
      return { type: 'complete', basedOn };
    case 'closed':
      return { type: 'close', reason, basedOn };
    case 'paid':
      return { type: 'payAnotherWay', reason: row.status, basedOn };
    default:
      return { type: 'moveStage', stage: stage.id, basedOn };
  }
}
