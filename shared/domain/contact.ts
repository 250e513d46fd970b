import * as z from 'zod';
import { channelSchema, ratingViaSchema, type Score, scoreSchema } from './case.ts';
import type { Commit } from './commit.ts';

/** How a contact ended, as the adviser saw it. */
export const contactOutcomes = ['answered', 'passed-on', 'advice-given', 'not-ours', 'cut-off'] as const;
export const contactOutcomeSchema = z.enum(contactOutcomes);
export type ContactOutcome = z.infer<typeof contactOutcomeSchema>;

export const contactEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('logged'),
    channel: channelSchema,
    service: z.string(),
    outcome: contactOutcomeSchema,
    /** The reference of the case that they asked about: they chased it. */
    about: z.string().optional(),
    /** A mobile was given: see `opened` of a case. */
    textable: z.boolean().optional(),
  }),
  z.object({ type: z.literal('rated'), score: scoreSchema, via: ratingViaSchema }),
]);
export type ContactEvent = z.infer<typeof contactEventSchema>;
/** The number that the rating request goes to, if the person gave one. */
export const contactPersonalSchema = z.object({ mobile: z.string().optional(), comment: z.string().optional() });
export type ContactPersonal = z.infer<typeof contactPersonalSchema>;
export type ContactCommit = Commit<ContactEvent, ContactPersonal>;

/** A contact that an adviser logged: the fold of its commits. */
export type Contact = {
  id: string;
  sequence: number;
  at: string;
  channel: z.infer<typeof channelSchema>;
  service: string;
  outcome: ContactOutcome;
  about?: string;
  mobile?: string;
  rating?: { score: Score; at: string; firstAt: string; via: z.infer<typeof ratingViaSchema> };
  causes: string[];
};

/** Folds a contact's commits; undefined when there are none. */
export function foldContact(commits: readonly ContactCommit[]): Contact | undefined {
  let state: Contact | undefined;
  for (const commit of commits) {
    for (const event of commit.events) state = evolve(state, event, commit);
    if (state) state = { ...state, sequence: commit.sequence, causes: commit.cause ? [...state.causes, commit.cause] : state.causes };
  }
  return state;
}

function evolve(state: Contact | undefined, event: ContactEvent, { log, at, personal, sequence }: ContactCommit): Contact | undefined {
  if (event.type === 'logged') {
    const { channel, service, outcome, about } = event;
    const aboutCase = about ? { about } : {};
    return {
      id: log.id,
      sequence,
      at,
      channel,
      service,
      outcome,
      ...aboutCase,
      ...(personal.mobile ? { mobile: personal.mobile } : {}),
      causes: [],
    };
  }
  return state && { ...state, rating: { score: event.score, at, via: event.via, firstAt: state.rating?.firstAt ?? at } };
}
