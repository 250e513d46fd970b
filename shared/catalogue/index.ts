import * as z from 'zod';
import { type Catalogue, serviceSchema } from '../domain/catalogue.ts';
import { faultsOf } from '../domain/catalogue-check.ts';
import { blueBadge } from './blue-badge.ts';
import { housingBenefit } from './housing-benefit.ts';
import { missedBin } from './missed-bin.ts';
import type { ServiceData } from './service-data.ts';

/** Every service on offer. To add one: its file, and its name here. */
const SERVICES = [missedBin, housingBenefit, blueBadge];

/** The services, parsed and checked: a service with a fault stops the build's tests and every function, with each fault named. */
export const catalogue: Catalogue = createCatalogue(SERVICES);

export function createCatalogue(services: readonly ServiceData[]): Catalogue {
  const checked = services.map((data) => {
    const parsed = serviceSchema.safeParse(data);
    if (!parsed.success) throw new Error(`service ${data.id}: ${z.prettifyError(parsed.error)}`);
    const faults = faultsOf(parsed.data);
    if (faults.length > 0) throw new Error(`service ${data.id}: ${faults.join('; ')}`);
    return [parsed.data.id, parsed.data] as const;
  });
  if (new Map(checked).size < checked.length) throw new Error('two services have the same id');
  return new Map(checked);
}
