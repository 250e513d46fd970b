import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { longestNames } from '../stages.ts';
import { flowPage } from './flow-picture.ts';
import { readServices, servicesFolder } from './read-services.ts';
import { catalogueTable, missingLines } from './table.ts';

/**
 * Checks every service and lists them; ends with 1 when one is refused.
 *
 *   npm run catalogue
 *   npm run catalogue -- --draw missed-bin [--out FILE]    draws the way through one
 *   npm run catalogue -- --services FOLDER                 has the services of that folder too
 */
const { values } = parseArgs({ options: { draw: { type: 'string' }, out: { type: 'string' }, services: { type: 'string' } } });
const built = fileURLToPath(new URL('../../.build/flows', import.meta.url));
const folders = [servicesFolder, ...(values.services === undefined ? [] : [resolve(values.services)])];
const { services, refused } = await readServices(folders);
const offered = services.map(({ service }) => service);
process.exitCode = values.draw === undefined ? list() : draw(values.draw);

function list(): number {
  console.log(catalogueTable(offered, longestNames()));
  const missing = missingLines(offered);
  if (missing.length > 0) console.log(`\nSaid in English for want of words:\n${missing.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${offered.length} services, ${refused.length} refused.`);
  for (const { file, faults } of refused) console.error(`\n${relative('', file)}\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return refused.length > 0 ? 1 : 0;
}

function draw(id: string): number {
  const service = offered.find((each) => each.id === id);
  if (!service) {
    console.error(`There is no service ${id} that passes its check. There are: ${offered.map((each) => each.id).join(', ')}.`);
    return 1;
  }
  const file = resolve(values.out ?? join(built, `${id}.html`));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, flowPage(service));
  console.log(`${service.name} is drawn in ${relative('', file)}`);
  return 0;
}
