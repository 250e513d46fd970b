import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices, ownServices, type Services } from '../../../infra/local/services.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';

const MISSED_BIN = readFileSync(join(ownServices, 'missed-bin.ts'), 'utf8');
let folder: string;
let services: Services;
let said: string[];
let given: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-'));
  mkdirSync(join(folder, 'services'));
  copyFileSync(join(ownServices, 'compliment.ts'), join(folder, 'services', 'compliment.ts'));
  said = [];
  given = [];
  services = open();
});
afterEach(() => {
  services.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (asBuilt?: string) =>
  createServices({
    folders: [join(folder, 'services')],
    keptIn: join(folder, 'catalogues'),
    baseUrl: 'http://localhost:3000',
    asBuilt,
    say: (line) => said.push(line),
    renew: (catalogue) => given.push(catalogue),
  });
const write = (name: string, content: string) => writeFileSync(join(folder, 'services', name), content);
const catalogue = async () => {
  const { catalogue: map } = (await import(given.at(-1) ?? '')) as { catalogue: Map<string, Service> };
  return map;
};

describe('the services of a running front door', () => {
  it('are given as they were parsed, defaults filled in', async () => {
    await services.refresh();
    expect([...(await catalogue()).keys()]).toEqual(['compliment']);
    expect((await catalogue()).get('compliment')?.chasing.withinDays).toBe(90);
  });

  it('have what comes, changes and goes, and say so', async () => {
    await services.refresh();
    write('missed-bin.ts', MISSED_BIN);
    await services.refresh();
    expect([...(await catalogue()).keys()]).toEqual(['compliment', 'missed-bin']);
    write('missed-bin.ts', MISSED_BIN.replaceAll('Report a missed bin', 'Bin not emptied'));
    await services.refresh();
    expect((await catalogue()).get('missed-bin')?.name).toContain('Bin not emptied');
    rmSync(join(folder, 'services', 'missed-bin.ts'));
    await services.refresh();
    expect([...(await catalogue()).keys()]).toEqual(['compliment']);
    expect(said).toEqual([
      '  New service: Report a missed bin, http://localhost:3000/services/missed-bin',
      '  Changed: Bin not emptied, http://localhost:3000/services/missed-bin',
      '  No longer offered: Bin not emptied',
    ]);
  });

  it('are not given again when nothing has changed, nor when the build has them', async () => {
    await services.refresh();
    await services.refresh();
    expect(given).toHaveLength(1);
    const built = readFileSync(new URL(given[0] ?? ''), 'utf8');
    const again = open(built);
    await again.refresh();
    expect(given).toHaveLength(1);
  });

  it('leave out a file with a fault, say once which and why, and take it up when it is mended', async () => {
    write('missed-bin.ts', MISSED_BIN.replace('{', ''));
    await services.refresh();
    await services.refresh();
    expect([...(await catalogue()).keys()]).toEqual(['compliment']);
    expect(said).toEqual([expect.stringMatching(/^ {2}missed-bin\.ts has a fault\. Its service is left out\.\n {4}line \d+: Expected/)]);
    write('missed-bin.ts', MISSED_BIN);
    await services.refresh();
    expect(said.at(-1)).toBe('  New service: Report a missed bin, http://localhost:3000/services/missed-bin');
  });

  it('keep a service as it was while its file has a fault', async () => {
    write('missed-bin.ts', MISSED_BIN);
    await services.refresh();
    write('missed-bin.ts', MISSED_BIN.replace("type: 'mobile'", "type: 'telegram'"));
    await services.refresh();
    expect((await catalogue()).get('missed-bin')?.name).toBe('Report a missed bin');
    expect(said).toEqual([
      expect.stringContaining('missed-bin.ts has a fault. Its service stays as it was.\n    questions, mobile, type: '),
    ]);
  });

  it('are taken up when the folder changes, without being asked', async () => {
    await services.refresh();
    services.watch();
    write('missed-bin.ts', MISSED_BIN);
    await expect
      .poll(() => said, { timeout: 15_000 })
      .toEqual(['  New service: Report a missed bin, http://localhost:3000/services/missed-bin']);
  });

  it('are refused from a folder that is not there', () => {
    rmSync(join(folder, 'services'), { recursive: true });
    expect(() => open()).toThrow('There is no folder');
  });
});

describe('a file is refused that', () => {
  const refusal = async (name: string, content: string) => {
    write(name, content);
    await services.refresh();
    return said.join('\n');
  };

  it('has another name than its service', async () => {
    expect(await refusal('bins.ts', MISSED_BIN)).toContain('its id is missed-bin: call the file missed-bin.ts, or the service bins');
  });

  it('describes a service that another describes', async () => {
    cpSync(join(ownServices, 'compliment.ts'), join(folder, 'services', 'praise.ts'));
    await services.refresh();
    expect(said.join('\n')).toContain('compliment.ts describes the service compliment already');
  });

  it.each([
    ['exports nothing', '', 'it must export one thing, its service, and exports 0'],
    ['exports something else', 'export const answer = 42;', 'what it exports is no service: a service has `questions`'],
    ['needs another file', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync('/x');", 'it may import types only'],
    ['throws', "throw new Error('not yet');\nexport const x = 1;", 'it cannot be run: not yet'],
    ['says too little', MISSED_BIN.replace("name: 'Report a missed bin'", "name: 'M'"), 'name: Too small'],
    [
      'leaves a stage without a way out',
      MISSED_BIN.replace("next: ['emptied', 'closed'],\n      onTracker: true,", 'next: [],\n      onTracker: true,'),
      'nothing leads from the stage booked to an end',
    ],
  ])('%s', async (_what, content, fault) => {
    expect(await refusal('missed-bin.ts', content)).toContain(fault);
  });
});
