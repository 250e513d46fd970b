import * as z from 'zod';
import { onBehalfSchema } from './on-behalf.ts';
import { boxes, common } from './question-parts.ts';
import { dateSchema, moneySchema, numberSchema, radiosSchema, selectSchema, shortTextSchema, yesNoSchema } from './question-simple.ts';
import { repeatSchema } from './repeat.ts';

/** One question of a service: one page, one answer. `shared/catalogue` turns a question `from` another service into one of these. */
export const questionSchema = z.discriminatedUnion('type', [
  shortTextSchema,
  z.object({ ...common, type: z.literal('long-text'), maxCharacters: z.number().int().min(1).max(4000).default(2000) }),
  radiosSchema,
  selectSchema,
  z.object({ ...common, type: z.literal('checkboxes'), options: boxes }),
  dateSchema,
  yesNoSchema,
  numberSchema,
  moneySchema,
  z.object({ ...common, type: z.literal('address') }),
  /** A UK mobile for texts. The reason is shown beside it, and the resident may say no. */
  z.object({ ...common, type: z.literal('mobile'), reason: z.string().min(10).max(300) }),
  /** A number to call somebody on, of any kind and country. No text goes to it. */
  z.object({ ...common, type: z.literal('phone') }),
  z.object({ ...common, type: z.literal('email') }),
  /** A National Insurance number: `nino.ts`. */
  z.object({ ...common, type: z.literal('nino') }),
  /** An account to pay from or into: `bank-details.ts`. No page shows it again in full. */
  z.object({ ...common, type: z.literal('bank-details') }),
  /** The registration number on a vehicle's plate: `vehicle.ts`. */
  z.object({ ...common, type: z.literal('vehicle') }),
  /** Where something is, in words, by a postcode or on a map: `location.ts`. */
  z.object({ ...common, type: z.literal('location') }),
  /**
   * Whether there is a photo or a paper to send with it. A file is of a case: it is sent once the form is, as `offer.ts` has it. The
   * label names it: "Photo".
   */
  z.object({ ...common, type: z.literal('file') }),
  repeatSchema,
  onBehalfSchema,
  z.object({ ...common, type: z.literal('declaration'), statements: z.array(z.string()).min(1) }),
]);
/** `aboutOther`: in its words for somebody who is asked for by another. */
export type Question = z.infer<typeof questionSchema> & { aboutOther?: true };
export type QuestionOf<Type extends Question['type']> = Extract<Question, { type: Type }>;
