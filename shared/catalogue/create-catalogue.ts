import * as z from 'zod';
import { type Catalogue, serviceSchema } from '../domain/catalogue.ts';
import { withOptions } from './options-from.ts';
import type { ServiceData } from './service-data.ts';

/** The services, parsed. What else must hold of each is `catalogue-check.ts`: too heavy for a function's start, so the tests ask it. */
export function createCatalogue(services: readonly ServiceData[]): Catalogue {
  const read = services.map((data) => {
    const parsed = serviceSchema.safeParse({ ...data, questions: withOptions(data, services) });
    if (!parsed.success) throw new Error(`service ${data.id}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data.id, parsed.data] as const;
  });
  if (new Map(read).size < read.length) throw new Error('two services have the same id');
  return new Map(read);
}
