import * as z from 'zod';
import { addMonths, type Instant, type LocalDate, localDate } from './calendar.ts';
import type { Case, CaseCommit, CaseEvent, CasePersonal } from './case.ts';
import type { Actor } from './commit.ts';
import { parseMobile } from './mobile.ts';

/** What somebody is to the resident who lets them in. */
export const helperKinds = ['family', 'neighbour', 'adviser', 'other'] as const;
export type HelperKind = (typeof helperKinds)[number];
/** For how long somebody is let in: months. Nobody is let in for good, since who helps changes. */
export const helperTerms = { month: 1, 'three-months': 3, year: 12 } as const;
export type HelperTerm = keyof typeof helperTerms;
/** People who may be let in to one case at a time. */
export const MAX_HELPERS = 5;
export const MAX_HELPER_NAME = 60;

/** What can happen to who may see a case. `helper` is the sequence of the commit that let them in. */
export const helperEvents = [
  z.object({
    type: z.literal('helperLetIn'),
    helper: z.string(),
    as: z.enum(helperKinds),
    /** The last local date on which they may look. */
    until: z.string(),
    mayUpload: z.boolean(),
  }),
  z.object({ type: z.literal('helperTakenOut'), helper: z.string() }),
] as const;
export type HelperEvent = z.infer<(typeof helperEvents)[number]>;

/** Somebody whom the resident let in, or had let in; name and number are blanked with the commit that holds them. */
export type Helper = {
  id: string;
  as: HelperKind;
  until: LocalDate;
  mayUpload: boolean;
  letInAt: Instant;
  letInBy: Actor;
  takenOutAt?: Instant;
  name?: string;
  mobile?: string;
};

/** Times that somebody may be let in within 24 hours, out again or not: each is a text to a number of the resident's choosing. */
export const MAX_LET_IN_A_DAY = 10;
const DAY_MS = 86_400_000;

export type HelperCommand =
  /** The name as it is typed, at most {@link MAX_HELPER_NAME} characters; the mobile as it is typed. */
  | { type: 'letHelperIn'; name: string; mobile: string; as: HelperKind; term: HelperTerm; mayUpload: boolean }
  | { type: 'takeHelperOut'; helper: string };

export type HelperRefusal =
  | 'helper-name-missing'
  | 'helper-name-too-long'
  | 'helper-mobile-wrong'
  | 'helper-is-resident'
  | 'helper-already-in'
  | 'too-many-helpers'
  | 'too-many-let-in'
  | 'no-such-helper';
type HelperDecision = { kind: 'accepted'; events: CaseEvent[]; personal: CasePersonal } | { kind: 'refused'; reason: HelperRefusal };

const refused = (reason: HelperRefusal): HelperDecision => ({ kind: 'refused', reason });

/** Decides whom a case is shown to; see {@link HelperCommand}. */
export function decideHelper(state: Case, command: HelperCommand, at: Instant): HelperDecision {
  const today = localDate(at);
  if (command.type === 'takeHelperOut') {
    if (!helperIn(state, command.helper, today)) return refused('no-such-helper');
    return { kind: 'accepted', events: [{ type: 'helperTakenOut', helper: command.helper }], personal: {} };
  }
  const name = command.name.replace(/\s+/g, ' ').trim();
  if (!name) return refused('helper-name-missing');
  if ([...name].length > MAX_HELPER_NAME) return refused('helper-name-too-long');
  const mobile = parseMobile(command.mobile);
  if (!mobile) return refused('helper-mobile-wrong');
  if (mobile === state.mobile) return refused('helper-is-resident');
  if (helperWith(state, mobile, today)) return refused('helper-already-in');
  if (helpersIn(state, today).length >= MAX_HELPERS) return refused('too-many-helpers');
  const lately = state.helpers.filter(({ letInAt }) => Date.parse(at) - Date.parse(letInAt) < DAY_MS);
  if (lately.length >= MAX_LET_IN_A_DAY) return refused('too-many-let-in');
  const until = addMonths(today, helperTerms[command.term]);
  const helper = String(state.sequence + 1);
  return {
    kind: 'accepted',
    events: [{ type: 'helperLetIn', helper, as: command.as, until, mayUpload: command.mayUpload }],
    personal: { helperName: name, helperMobile: mobile },
  };
}

/** Whom a case is shown to after one more event. */
export function evolveHelpers(helpers: readonly Helper[], event: HelperEvent, { at, by, personal }: CaseCommit): Helper[] {
  if (event.type === 'helperTakenOut')
    return helpers.map((each) => (each.id === event.helper && !each.takenOutAt ? { ...each, takenOutAt: at } : each));
  const { helper: id, as, until, mayUpload } = event;
  const { helperName: name, helperMobile: mobile } = personal;
  return [...helpers, { id, as, until, mayUpload, letInAt: at, letInBy: by, ...(name ? { name } : {}), ...(mobile ? { mobile } : {}) }];
}

type Helped = Pick<Case, 'helpers'>;

/** Those who may look on a local date, in the order in which they were let in. */
export function helpersIn({ helpers }: Helped, on: LocalDate): Helper[] {
  return helpers.filter(({ takenOutAt, until }) => !takenOutAt && until >= on);
}

/** The helper of that id, if they may look on a local date. Who asks on every read sees at once that somebody was taken out. */
export function helperIn(state: Helped, id: string, on: LocalDate): Helper | undefined {
  return helpersIn(state, on).find((each) => each.id === id);
}

/** The helper with that number, in E.164, if they may look on a local date. */
export function helperWith(state: Helped, mobile: string, on: LocalDate): Helper | undefined {
  return helpersIn(state, on).find((each) => each.mobile === mobile);
}
