import type * as z from 'zod';
import type { serviceSchema } from '../domain/catalogue.ts';

/** A service as its file states it, before its defaults are filled in. */
export type ServiceData = z.input<typeof serviceSchema>;
