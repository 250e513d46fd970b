import * as z from 'zod';
import { type Catalogue, serviceSchema } from '../domain/catalogue.ts';
import { blueBadge } from './blue-badge.ts';
import { communityHelp } from './community-help.ts';
import { complaint } from './complaint.ts';
import { compliment } from './compliment.ts';
import { councilTaxSupport } from './council-tax-support.ts';
import { housingBenefit } from './housing-benefit.ts';
import { missedBin } from './missed-bin.ts';
import type { ServiceData } from './service-data.ts';
import { supportReferral } from './support-referral.ts';

/** Every service on offer. To add one: its file, and its name here. */
const SERVICES = [missedBin, housingBenefit, councilTaxSupport, blueBadge, communityHelp, supportReferral, complaint, compliment];

/** The services, parsed. What else must hold of each is `catalogue-check.ts`: too heavy for a function's start, so the tests ask it. */
export const catalogue: Catalogue = createCatalogue(SERVICES);

export function createCatalogue(services: readonly ServiceData[]): Catalogue {
  const read = services.map((data) => {
    const parsed = serviceSchema.safeParse(data);
    if (!parsed.success) throw new Error(`service ${data.id}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data.id, parsed.data] as const;
  });
  if (new Map(read).size < read.length) throw new Error('two services have the same id');
  return new Map(read);
}
