import * as z from 'zod';
import type { Actor, Commit } from './commit.ts';
import { awardSchema } from './deciding.ts';
import { type Erasure, erasureEvents } from './erasure.ts';
import { type Evidence, evidenceEvents } from './evidence.ts';
import type { Follower } from './follower.ts';
import { type Helper, helperEvents } from './helper.ts';
import { type Imported, importEvents, type KeptAside } from './imported.ts';
import { type OtherLanguage, otherLanguageSchema } from './language.ts';
import { type Payment, paymentEvents, toPaySchema } from './payment.ts';
import type { Reference } from './reference.ts';
import { type ReachBy, whoseEvents } from './whose-case.ts';

export const channels = ['web', 'text', 'telephone', 'face-to-face', 'email', 'post', 'social', 'web-chat'] as const;
export const channelSchema = z.enum(channels);
/** How a resident reached the council. A form that an adviser fills counts on the adviser's channel. */
export type Channel = z.infer<typeof channelSchema>;

export const scoreSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
/** 5 excellent, 4 good, 3 fair, 2 poor, 1 very poor. */
export type Score = z.infer<typeof scoreSchema>;
export const ratingViaSchema = z.enum(['reply', 'link', 'kiosk', 'post', 'adviser', 'poster']);

const stage = z.string();
const date = z.string();

/** What can happen to a case. Each event that changes the stage names the stage it led to. */
export const caseEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    service: z.string(),
    channel: channelSchema,
    assisted: z.boolean(),
    fastTrack: z.boolean(),
    /** A mobile was given. What is asked and counted goes by this, so that blanking the number changes no figure. */
    textable: z.boolean().optional(),
    /** Of a service that counts its requests by kind: which. What is counted goes by this, so that blanking the answers changes no figure. */
    counted: z.string().optional(),
    stage,
    /** By when nearly every case like this is done or decided. */
    targetDate: date,
    /** Of a service with a price: what is to be paid, and by when, before anybody works on it. */
    toPay: toPaySchema.optional(),
    /** What staff must see first: ids of the service’s safeguarding endings that its answers meet. */
    flags: z.array(z.string()).optional(),
    /** HMAC of the look-up word, for a case without a mobile. */
    wordHash: z.string().optional(),
    /** The draft it came from: what tells a double press from a clash of references. Without the keyring it opens nothing. */
    draft: z.string().optional(),
    /** The HMAC of the cookie its draft is kept under, so that the draft can be let go. */
    session: z.string().optional(),
    /** The HMAC of the number it was put by under before it was sent, so that it no longer waits there. */
    savedBy: z.string().optional(),
    /** The language in which its resident is told, where it is not English. */
    language: otherLanguageSchema.optional(),
    /** The local day on which its form was begun, where it came from one. */
    begunOn: date.optional(),
    /** Of a claim that an import brought: the system it is from, and the day on which the council received it. */
    source: z.string().optional(),
    receivedOn: date.optional(),
  }),
  z.object({ type: z.literal('stageMoved'), stage }),
  ...evidenceEvents,
  z.object({
    type: z.literal('decided'),
    stage,
    outcome: z.enum(['awarded', 'refused']),
    /** The last day on which the resident may ask to have it looked at again. */
    reconsiderBy: date.optional(),
  }),
  /** Somebody asked that a decision is looked at again: it has a new date to be decided by. */
  z.object({ type: z.literal('reconsidered'), stage, targetDate: date }),
  z.object({ type: z.literal('completed'), stage }),
  z.object({ type: z.literal('closed'), stage }),
  z.object({ type: z.literal('noted') }),
  /** `happenedAt`: when it was given, where that is not when it was written down: an ISO instant. */
  z.object({ type: z.literal('rated'), score: scoreSchema, via: ratingViaSchema, happenedAt: z.string().optional() }),
  /** On a page, by the resident or by staff for them: about this case alone, or all texts to its number. */
  z.object({ type: z.literal('textsStopped'), all: z.boolean() }),
  z.object({ type: z.literal('textsRestarted') }),
  /** The resident texted something that staff should read. */
  z.object({ type: z.literal('textReceived') }),
  /** Somebody came upon the same thing and is told when it is dealt with: `follower.ts`. */
  z.object({
    type: z.literal('followed'),
    follower: z.string(),
    channel: channelSchema,
    assisted: z.boolean(),
    language: otherLanguageSchema.optional(),
  }),
  ...erasureEvents,
  ...whoseEvents,
  ...helperEvents,
  ...importEvents,
  ...paymentEvents,
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** Characters of an instruction that still let the text that carries it be one part. */
export const MAX_INSTRUCTION = 50;

/** What is personal in a case's commit; each may be absent, or blanked later. */
export const casePersonalSchema = z.object({
  answers: z.record(z.string(), z.unknown()).optional(),
  name: z.string().optional(),
  mobile: z.string().optional(),
  /** What the resident must send or do, by item; `instruction` where it was one thing, before items had ids. */
  items: z.record(z.string(), z.string()).optional(),
  instruction: z.string().optional(),
  /** Why items were not accepted, by item. */
  reasons: z.record(z.string(), z.string()).optional(),
  reason: z.string().optional(),
  /** Why it was refused, of the service's own reasons, as they read then. */
  grounds: z.array(z.string()).optional(),
  award: awardSchema.optional(),
  note: z.string().optional(),
  comment: z.string().optional(),
  /** What a row of an import said of where the claim stands, in the back office's words. */
  word: z.string().optional(),
  /** What the resident texted, in their words. */
  said: z.string().optional(),
  /** Of somebody let in to look. */
  helperName: z.string().optional(),
  helperMobile: z.string().optional(),
  /** Of somebody who is told when it ends. It is shown to nobody. */
  followerMobile: z.string().optional(),
});
export type CasePersonal = z.infer<typeof casePersonalSchema>;
/** Events that say something of a case without moving it: for staff to read, and no step of the resident's. */
export const asides: readonly CaseEvent['type'][] = [
  'itemOffered',
  'itemUploaded',
  'fileTurnedAway',
  'itemNotPossible',
  'itemPromised',
  'itemBroughtIn',
  'itemAccepted',
  'itemRejected',
  'evidenceDateChanged',
  'noted',
  'textsStopped',
  'textsRestarted',
  'textReceived',
  'followed',
  'erasureAsked',
  'erasureDeclined',
  'copyGiven',
  'erased',
  'personTied',
  'personUntied',
  'imported',
  'reachChanged',
  'helperLetIn',
  'helperTakenOut',
  'paymentStarted',
  'paymentFailed',
  'paidNotOwed',
];
export type CaseCommit = Commit<CaseEvent, CasePersonal>;

/** One line of a case's timeline: a stage entered, with what was said then. */
export type Step = {
  sequence: number;
  at: string;
  by: Actor;
  type: CaseEvent['type'];
  stage: string;
  actBy?: string;
  /** Of texts that were stopped: whether all were, or those about this case. */
  all?: boolean;
  /** Of an event about one thing that was asked for: which. */
  item?: string;
  /** Of a row of an import that changed nothing: why, and the back office's word, which residents never see. */
  kept?: KeptAside;
  word?: string;
  personal: CasePersonal;
};

/** Where a case stands: the fold of its commits. */
export type Case = {
  reference: Reference;
  sequence: number;
  service: string;
  channel: Channel;
  assisted: boolean;
  fastTrack: boolean;
  textable: boolean;
  openedAt: string;
  targetDate: string;
  stage: string;
  /** By when the resident must act, while it is their turn. */
  actBy?: string;
  /** What was asked of the resident, and how far it has come. */
  evidence?: Evidence;
  /** What it costs, and what came of paying it. */
  payment?: Payment;
  decision?: { outcome: 'awarded' | 'refused'; at: string; reconsiderBy?: string };
  endedAt?: string;
  rating?: { score: Score; at: string; via: z.infer<typeof ratingViaSchema>; firstAt: string; comment?: string };
  /** Ids of the service’s safeguarding endings that its answers met. */
  flags: readonly string[];
  wordHash?: string;
  draft?: string;
  /** The language in which its resident is told, where it is not English. */
  language?: OtherLanguage;
  /** Of a claim that an import brought: the day on which the council received it, and what is known of it from rows. */
  receivedOn?: string;
  imported?: Imported;
  answers: Record<string, unknown>;
  name?: string;
  mobile?: string;
  /** The record of the person that staff tied it to. */
  person?: string;
  /** How they asked to be told, where staff noted it. */
  reachBy?: ReachBy;
  steps: Step[];
  erasure: Erasure;
  /** Everybody who was ever let in to see it; `helper.ts` says who may look on a day. */
  helpers: Helper[];
  /** Others who are told when it ends. */
  followers: Follower[];
  /** Causes already taken, so that the same request changes nothing twice. */
  causes: string[];
};
