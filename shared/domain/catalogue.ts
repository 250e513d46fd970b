import * as z from 'zod';
import { channelSchema } from './case.ts';
import { conditionSchema } from './condition.ts';
import { decidingSchema, soonerSchema } from './deciding.ts';
import { endingSchema } from './ending.ts';
import { goneStage } from './gone-stage.ts';
import { type OtherLanguage, otherLanguageSchema } from './language.ts';
import { nearbySchema } from './nearby.ts';
import { priceSchema } from './payment.ts';
import { questionSchema } from './question.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes');
const days = z.number().int().min(0).max(365);

/** Wording of one text, with placeholders in braces: `text-template.ts` has those it may name. */
const templateSchema = z.string().min(1).max(600);

/**
 * One stage of a service. The state machine of a case is this table and nothing else.
 * - `entered`: which command leads here. Only one stage may be `opened`, `asked`, `awarded`, `refused`, `reconsidered`, `completed`,
 *   `closed` or `paid`.
 * - `next`: the stages that may follow.
 * - `actor`: who must act next; `nobody` means that the case has ended, unless it is asked to be looked at again.
 * - `text`: what the resident is sent on entering; without one the move is internal and nothing is sent.
 * - `onTracker`: whether it is one of the fixed steps of the progress tracker.
 * - `workingDays`: how long this stage should take at most; for the resident's stages the officer names a date instead.
 */
export const stageSchema = z.object({
  id,
  name: z.string().min(3).max(60),
  says: z.string().min(3).max(400),
  actor: z.enum(['council', 'resident', 'nobody']),
  entered: z.enum(['opened', 'moved', 'asked', 'awarded', 'refused', 'reconsidered', 'completed', 'closed', 'paid']),
  next: z.array(id),
  onTracker: z.boolean(),
  /** What an officer chooses to decide so, where that is not to award or to refuse: `Uphold`. */
  choice: z.string().min(3).max(30).optional(),
  workingDays: days.optional(),
  text: templateSchema.optional(),
  /** What a letter says in place of that text, a paragraph each; without it, what the page says. */
  letter: z.array(z.string().min(10).max(600)).min(1).max(4).optional(),
});
export type Stage = z.infer<typeof stageSchema>;

/**
 * Who is asked to rate a service.
 * - `ends`: `every` end of a case asks, refusals included; `never` where it would hurt, as after a death or a hate crime
 * - `contactsPercent`: the share of the contacts that advisers log whose people are asked, of those who gave a number
 */
const askingSchema = z
  .object({ ends: z.enum(['every', 'never']), contactsPercent: z.number().int().min(0).max(100) })
  .refine(
    ({ ends, contactsPercent }) => ends === 'every' || contactsPercent === 0,
    'a service that never asks asks after no contact either',
  );

/**
 * Which contacts need not have been: by these channels, from somebody whose case was opened at most so many days before and is
 * open still; `avoidable.ts`.
 */
const chasingSchema = z
  // Lazily: `case.ts` reads this file too, and whichever of the two is read first finds the other half read.
  .object({ channels: z.array(z.lazy(() => channelSchema)).min(1), withinDays: days })
  .default({ channels: ['telephone', 'face-to-face'], withinDays: 90 });

/** A service, as one data file of the catalogue states it. What it must also satisfy as a whole: `catalogue-check.ts`. */
export const serviceSchema = z.object({
  id,
  name: z.string().min(3).max(60),
  /** What a text calls it, in the middle of a sentence: "your missed bin report". */
  shortName: z.string().min(3).max(30),
  group: z.enum(['street', 'money', 'permits', 'life', 'council']),
  summary: z.string().min(10).max(200),
  /** What people call it and type to find it, in any language: `rubbish`, `wheelie bin`. Nobody reads these words. */
  also: z
    .array(
      z
        .string()
        .min(2)
        .max(40)
        .refine((words) => words === words.toLowerCase(), 'write it in small letters'),
    )
    .min(1)
    .max(40)
    .optional(),
  /** Local Government Service List number, esd.org.uk. */
  lgsl: z.number().int().positive(),
  team: id,
  /** Working days from receipt within which nearly every case should be done or decided. */
  targetWorkingDays: days,
  /** The most parts of texts that one case may take from opening to its end, nothing asked for twice, reminders aside: what a case costs to run. */
  partsBudget: z.number().int().min(1).max(20),
  keptForDays: z.number().int().min(30),
  /** Who is written to where no text goes: everybody, unless letters are for those who ask staff for them. */
  letters: z.enum(['always', 'on-request']).optional(),
  /** What officers often ask residents of this service to send, to tick. Each finishes “Please send us:”. */
  oftenAsked: z.array(z.string().min(3)).max(12).optional(),
  /** Who is asked to rate: `asking.ts`. */
  asking: askingSchema,
  /** What people get in touch about, besides the general reasons of `contact-reason.ts`. */
  contactReasons: z
    .array(z.object({ id, says: z.string().min(3).max(60) }))
    .max(8)
    .default([]),
  chasing: chasingSchema,
  about: z.object({
    does: z.array(z.string()).min(1),
    need: z.array(z.string()),
    takes: z.string(),
    otherWays: z.array(z.string()).min(1),
  }),
  questions: z.array(questionSchema).min(1),
  /** Where answers lead away from the questions, the first that is met. */
  endings: z.array(endingSchema).default([]),
  /** Somebody may be in danger if others see that they asked: `sensitive.ts`. */
  sensitive: z.literal(true).optional(),
  /** Whether somebody is asked if what they report is one of those close by that others have reported: `nearby.ts`. */
  nearby: nearbySchema.optional(),
  /** What it costs: it then opens in a stage that waits for the payment, which leads to the one entered by being `paid`. */
  payment: priceSchema.optional(),
  /** A radios question of which the answer is counted: each request, and how it ended, by that kind. Nothing personal may follow from it. */
  countedBy: id.optional(),
  stages: z.array(stageSchema).min(2),
  /** What its decisions say; absent for a service that decides nothing. */
  deciding: decidingSchema.optional(),
  /** What to do if money is needed before it is decided or paid. */
  sooner: soonerSchema.optional(),
  /** A faster, gentler way for those whose answers meet the condition: its own target, its own texts for some stages. */
  fastTrack: z
    .object({
      name: z.string(),
      when: conditionSchema,
      targetWorkingDays: days,
      texts: z.record(id, templateSchema),
    })
    .optional(),
  /** Its phrases that residents read, in other languages: by the English phrase. One that is not there is said in English. */
  languages: z.partialRecord(otherLanguageSchema, z.record(z.string(), z.string().min(1))).optional(),
});
/** `language`: the one that it was put into, where it is not in English; `translate-service.ts`. */
export type Service = z.infer<typeof serviceSchema> & { language?: OtherLanguage };

/** The services on offer, by id. Built once from `shared/catalogue`. */
export type Catalogue = ReadonlyMap<string, Service>;

/** The stage of that id, or what stands for one that was taken out of the service since. */
export function stageOf(service: Service, stageId: string): Stage {
  return service.stages.find((each) => each.id === stageId) ?? goneStage(service, stageId);
}

/** The one stage that a command of that kind leads to, if the service has it. */
export function stageEnteredBy(service: Service, entered: Exclude<Stage['entered'], 'moved'>): Stage | undefined {
  return service.stages.find((each) => each.entered === entered);
}

/**
 * Whether nobody has anything more to do: the case has ended. A decision that can be looked at again is an end too, until somebody
 * asks; the catalogue check sees to it that an end leads nowhere else.
 */
export function isEnd(stage: Stage): boolean {
  return stage.actor === 'nobody';
}

/** Whether a case has ended, now or before it was asked to be looked at again: from then on it can be rated. */
export function hasEnded(service: Service, { steps }: { steps: readonly { stage: string }[] }): boolean {
  return steps.some(({ stage }) => isEnd(stageOf(service, stage)));
}

/** The template of the text sent on entering a stage: the fast track's own where it has one. */
export function textTemplate(service: Service, stage: Stage, fastTrack: boolean): string | undefined {
  return (fastTrack ? service.fastTrack?.texts[stage.id] : undefined) ?? stage.text;
}
