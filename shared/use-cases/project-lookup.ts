import { localDate } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { helperWith } from '../domain/helper.ts';
import type { Keyring } from '../domain/keyring.ts';
import { type Asked, askedIn, type Code, daysKept, type LookupCommit } from '../domain/lookup.ts';
import type { Reference } from '../domain/reference.ts';
import type { TextDue } from '../domain/text.ts';
import { type TextSettings, textsOfLookup } from '../domain/texts-due.ts';
import type { AskedFromStore } from '../store/asked-from-store.ts';
import type { CodeStore } from '../store/code-store.ts';
import type { LookupLimitStore } from '../store/lookup-limit-store.ts';
import { expiryOf } from '../store/lookup-store.ts';
import type { SavedFormStore } from '../store/saved-form-store.ts';
import type { LoadCase } from './change-case.ts';
import type { MindHandset } from './mind-handset.ts';
import type { RecordFacts } from './record-facts.ts';

export type ProjectLookupDeps = {
  settings: TextSettings;
  codes: CodeStore;
  lookupLimits: LookupLimitStore;
  askedFrom: AskedFromStore;
  savedForms: SavedFormStore;
  recordFacts: RecordFacts;
  loadCase: LoadCase;
  mindHandset: MindHandset;
  /** The hash of the word that opens a case without a code, if it has one. */
  wordOf: (state: Case) => Promise<string | undefined>;
  send: (due: TextDue[]) => Promise<void>;
  noticed: (what: string) => void;
};

/** What a look-up comes to: what its code opens, nothing if it opens nothing, and the number that it is texted to. */
type Answer = { code: Code; to?: string | undefined };
const NOTHING: Answer = { code: {} };

/**
 * What follows from a look-up. Asked: the item that its code is tried against, whatever exists, and the text to whoever may
 * have it. Opened: the number that the code went to is known to reach somebody.
 */
export function createProjectLookup(deps: ProjectLookupDeps) {
  const { settings, codes, lookupLimits, askedFrom, savedForms, recordFacts, loadCase, mindHandset, wordOf, send, noticed } = deps;
  const { keyring } = settings;

  return async (commits: LookupCommit[], sequence: number): Promise<void> => {
    await recordFacts({ kind: 'lookup', commits }, sequence);
    const first = commits[0];
    const asked = askedIn(commits);
    const commit = commits[sequence - 1];
    const event = commit?.events[0];
    if (!first || !asked || !commit || event?.type === 'failed') return;
    if (event?.type === 'opened')
      return event.byWord ? undefined : mindHandset.verified({ mobile: await cameBackFrom(asked, first) }, commit.at);
    const { code, to } = asked.type === 'asked' ? await aboutCase(asked, first) : await aboutNumber(asked, first);
    await codes.prepare(first.log.id, code, expiryOf(first.at, daysKept(commits)));
    if (to) await send(textsOfLookup(first, to, settings));
  };

  async function aboutCase(
    { reference, helping }: Extract<Asked, { type: 'asked' }>,
    { log, at, personal }: LookupCommit,
  ): Promise<Answer> {
    const state = (await loadCase(reference as Reference))?.state;
    const answer = state && (helping ? helpersAnswer(state, personal.mobile, at) : await residentsAnswer(state));
    if (!answer) return NOTHING;
    const ofCase = await lookupLimits.admit({ reference }, log.id, at);
    if (ofCase && (await mayText(answer.to, keyring, log.id, at))) return answer;
    noticed(ofCase ? 'look-up refused: too many of one number' : 'look-up refused: too many of one case');
    return NOTHING;
  }

  /** A number is known by its requests; one Query more where there are none: by the forms that wait under it. */
  async function aboutNumber(
    { handset, saving }: Extract<Asked, { type: 'askedAll' }>,
    { log, at, personal }: LookupCommit,
  ): Promise<Answer> {
    const asked = await askedFrom.any(handset);
    const known = asked || (await savedForms.of(handset, Date.parse(at))).length > 0;
    const others = saving ? 'savers' : 'strangers';
    const admitted = (await lookupLimits.admit({ handset }, log.id, at)) && (known || (await lookupLimits.admit(others, log.id, at)));
    const form = saving || (known && !asked);
    if (admitted) return { code: { handset, ...(form ? { form } : {}) }, to: personal.mobile };
    noticed(known ? 'look-up refused: too many of one number' : 'look-up refused: too many of numbers we do not know');
    return NOTHING;
  }

  async function residentsAnswer(state: Case): Promise<Answer> {
    const wordHash = await wordOf(state);
    return { code: { service: state.service, ...(wordHash ? { wordHash } : {}) }, to: state.mobile };
  }

  /** Codes of every case and list count to the five of a number; the word of a case without one is limited by the case alone. */
  async function mayText(to: string | undefined, { handsetId }: Keyring, lookupId: string, at: string): Promise<boolean> {
    return to === undefined || lookupLimits.admit({ handset: handsetId(to) }, lookupId, at);
  }

  /** The number that a code was texted to: the one that asked, or that of the case. */
  async function cameBackFrom(asked: Asked, { personal }: LookupCommit): Promise<string | undefined> {
    if (personal.mobile || asked.type !== 'asked') return personal.mobile;
    return (await loadCase(asked.reference as Reference))?.state.mobile;
  }
}

/** A helper's code goes to the number they were let in by and opens what they may see. The resident's own number is the resident. */
function helpersAnswer(state: Case, mobile: string | undefined, at: string): Answer | undefined {
  if (!mobile) return undefined;
  if (mobile === state.mobile) return { code: { service: state.service }, to: mobile };
  const helper = helperWith(state, mobile, localDate(at));
  return helper && { code: { service: state.service, helper: helper.id }, to: mobile };
}
