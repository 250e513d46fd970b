import * as z from 'zod';
import { type Channel, channelSchema, ratingViaSchema, type Score, scoreSchema } from './case.ts';
import type { Actor, Commit } from './commit.ts';

/** How a contact ended, as the adviser saw it. */
export const contactOutcomes = ['answered', 'passed-on', 'advice-given', 'not-ours', 'cut-off'] as const;
export const contactOutcomeSchema = z.enum(contactOutcomes);
export type ContactOutcome = z.infer<typeof contactOutcomeSchema>;

/** Ways in which somebody rates who is known to us by nothing else: a device at the desk, a card, the code on a poster. */
export const leftVias = ['kiosk', 'post', 'poster'] as const;
export const leftViaSchema = z.enum(leftVias);
export type LeftVia = z.infer<typeof leftViaSchema>;
/** The most ratings of one score that one entry may hold: a busy day of a busy device. */
export const MAX_LEFT = 1000;

/** What should have told the resident before they asked: the text of the stage that their case was in, or its page where no text went. */
export const toldBySchema = z.enum(['text', 'page']);

/** What a contact was: where it came in, about which service, how it ended and what it was really about. */
const coding = { channel: channelSchema, service: z.string(), outcome: contactOutcomeSchema, reason: z.string().optional() };
/** When it happened, where that is not when it was written down: an ISO instant. */
const happenedAt = z.string().optional();

export const contactEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('logged'),
    ...coding,
    happenedAt,
    /** The reference of the case that they asked about, as they gave it. */
    about: z.string().optional(),
    /** A mobile was given, and the person may still be asked: see `opened` of a case. */
    textable: z.boolean().optional(),
  }),
  /**
   * Its person had an open case and need not have asked: see `avoidable.ts`.
   * - `coded`: the sequence of the commit whose coding this was found for
   * - `stage`: of the case, when they asked; `told` what should have told them, caused by the case's commit `toldIn`
   */
  z.object({
    type: z.literal('linked'),
    coded: z.number().int().positive(),
    about: z.string(),
    stage: z.string(),
    told: toldBySchema,
    toldIn: z.number().int().positive(),
  }),
  /** A manager put right what it was. */
  z.object({ type: z.literal('recoded'), ...coding }),
  /** A manager took it out: it counts for nothing. */
  z.object({ type: z.literal('withdrawn') }),
  z.object({ type: z.literal('rated'), score: scoreSchema, via: ratingViaSchema, happenedAt }),
  /** Ratings of somebody whose contact nobody logged: the only event, or one for each score, of a log of its own. */
  z.object({
    type: z.literal('ratingLeft'),
    channel: channelSchema,
    service: z.string(),
    via: leftViaSchema,
    score: scoreSchema,
    quantity: z.number().int().min(1).max(MAX_LEFT),
    happenedAt,
  }),
]);
export type ContactEvent = z.infer<typeof contactEventSchema>;
type EventOf<T extends ContactEvent['type']> = Extract<ContactEvent, { type: T }>;

/** The number that the rating request goes to, if the person gave one; what a rating said; why a manager changed it. */
export const contactPersonalSchema = z.object({
  mobile: z.string().optional(),
  comment: z.string().optional(),
  because: z.string().optional(),
});
export type ContactPersonal = z.infer<typeof contactPersonalSchema>;
export type ContactCommit = Commit<ContactEvent, ContactPersonal>;

export type Coding = Pick<EventOf<'recoded'>, 'channel' | 'service' | 'outcome' | 'reason'>;
export type ContactLink = Pick<EventOf<'linked'>, 'about' | 'stage' | 'told' | 'toldIn'>;
/** What was done to a contact after it was logged: by whom, what it was until then, and why. */
export type ContactChange = { at: string; by: Actor; type: 'recoded' | 'withdrawn'; was: Coding; because?: string };

/** A contact that an adviser logged: the fold of its commits. */
export type Contact = {
  id: string;
  sequence: number;
  by: Actor;
  /** When it was written down, and when it happened. */
  at: string;
  happenedAt: string;
  channel: Channel;
  service: string;
  outcome: ContactOutcome;
  reason?: string;
  /** The sequence of the commit that said so of its channel and service. */
  placedIn: number;
  about?: string;
  /** The case that made its person ask. */
  link?: ContactLink;
  withdrawn?: true;
  mobile?: string;
  rating?: { score: Score; at: string; firstAt: string; via: z.infer<typeof ratingViaSchema> };
  changes: ContactChange[];
  causes: string[];
};

/** Folds a contact's commits; undefined when there are none, or when they are ratings of a contact that nobody logged. */
export function foldContact(commits: readonly ContactCommit[]): Contact | undefined {
  let state: Contact | undefined;
  for (const commit of commits) {
    for (const event of commit.events) state = event.type === 'logged' ? begun(event, commit) : state && evolve(state, event, commit);
    if (state) state = { ...state, sequence: commit.sequence, causes: commit.cause ? [...state.causes, commit.cause] : state.causes };
  }
  return state;
}

export function codingOf({ channel, service, outcome, reason }: Coding): Coding {
  return { channel, service, outcome, ...(reason ? { reason } : {}) };
}

/** Whether two codings are counted at the same place: only what was logged anew can have been avoided otherwise. */
export const isSamePlace = (one: Coding, other: Coding): boolean => one.channel === other.channel && one.service === other.service;

function begun(event: EventOf<'logged'>, { log, at, by, personal, sequence }: ContactCommit): Contact {
  return {
    id: log.id,
    sequence,
    by,
    at,
    happenedAt: event.happenedAt ?? at,
    ...codingOf(event),
    placedIn: sequence,
    ...(event.about ? { about: event.about } : {}),
    ...(personal.mobile ? { mobile: personal.mobile } : {}),
    changes: [],
    causes: [],
  };
}

function evolve(state: Contact, event: ContactEvent, commit: ContactCommit): Contact {
  const { at, by, personal, sequence } = commit;
  const because = personal.because ? { because: personal.because } : {};
  switch (event.type) {
    case 'logged':
    case 'ratingLeft':
      return state;
    case 'linked': {
      const { about, stage, told, toldIn } = event;
      // What was found for an earlier coding says nothing of this one.
      return state.withdrawn || event.coded < state.placedIn ? state : { ...state, link: { about, stage, told, toldIn } };
    }
    case 'recoded': {
      const { reason: _, link, ...rest } = state;
      const stays = isSamePlace(state, event);
      const changes = [...state.changes, { at, by, type: event.type, was: codingOf(state), ...because }];
      const place = stays ? (link ? { link } : {}) : { placedIn: sequence };
      return { ...rest, ...codingOf(event), ...place, changes };
    }
    case 'withdrawn': {
      const { link: _, ...rest } = state;
      return { ...rest, withdrawn: true, changes: [...state.changes, { at, by, type: event.type, was: codingOf(state), ...because }] };
    }
    case 'rated':
      return { ...state, rating: { score: event.score, at, via: event.via, firstAt: state.rating?.firstAt ?? at } };
  }
}
