import type * as z from 'zod';
import type { serviceSchema } from '../domain/catalogue.ts';
import type { QuestionData } from './options-from.ts';

/** A service as its file states it, before its defaults are filled in and its questions have the options of other services'. */
export type ServiceData = Omit<z.input<typeof serviceSchema>, 'questions'> & { questions: QuestionData[] };
