import { readdirSync } from 'node:fs';
import type { Catalogue } from '../domain/catalogue.ts';
import { createCatalogue } from './create-catalogue.ts';
import type { ServiceData } from './service-data.ts';

const folder = new URL('./services/', import.meta.url);

/**
 * Every service on offer, in order of their ids: each file of `services/` exports one thing, a service.
 * So commands and tests have it. A deployed function has no such folder: beside its bundle lies the catalogue as it was parsed
 * when it was built: see `infra/build/catalogue.ts`.
 */
export const catalogue: Catalogue = createCatalogue(
  await Promise.all(
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
      .toSorted()
      .map(async (id) => Object.values((await import(new URL(`${id}.ts`, folder).href)) as Record<string, ServiceData>)[0] as ServiceData),
  ),
);
