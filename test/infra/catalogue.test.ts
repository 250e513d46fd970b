import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { conditionWords } from '../../infra/catalogue/condition-words.ts';
import { flowPage } from '../../infra/catalogue/flow-picture.ts';
import { readServices, servicesFolder } from '../../infra/catalogue/read-services.ts';
import { catalogueTable, missingLines } from '../../infra/catalogue/table.ts';
import { longestNames } from '../../infra/stages.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { readmeService } from '../support/readme-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(join(folder, 'allotment.ts'), { force: true }));
const { name, content } = readmeService();
const named = (id: string): Service => {
  const service = catalogue.get(id);
  if (!service) throw new Error(`there is no ${id}`);
  return service;
};

describe('the services', () => {
  it('are all as they should be', async () => {
    const { services, refused } = await readServices();
    expect(refused).toEqual([]);
    expect(services.map(({ service }) => service.id)).toEqual([...catalogue.keys()]);
  });

  it('are as many as a council runs', () => {
    expect(catalogue.size).toBeGreaterThanOrEqual(40);
  });

  it('may be joined by the one that the README shows', async () => {
    writeFileSync(join(folder, name), content);
    const { services, refused } = await readServices([servicesFolder, folder]);
    expect(refused).toEqual([]);
    expect(services.at(-1)?.service).toMatchObject({ id: 'allotment', team: 'parks' });
  });

  it('are refused without a target, with a text over one part, and with a question that nobody is asked', async () => {
    const refusal = async (bad: string) => {
      writeFileSync(join(folder, name), bad);
      return (await readServices([folder])).refused.flatMap(({ faults }) => faults);
    };
    expect(await refusal(content.replace(/ {2}targetWorkingDays: .*\n/, ''))).toEqual([
      'targetWorkingDays: Invalid input: expected number, received undefined',
    ]);
    expect(
      await refusal(content.replace('there is a plot for you', 'there is now a plot for you to grow all the fruit that you like')),
    ).toEqual(['the text of offered takes 2 parts, not 1', 'its texts take up to 3 parts a case, over its budget of 2']);
    expect(await refusal(content.replace("is: 'yes'", "is: 'maybe'"))).toEqual([
      'which-plot depends on grown-before and maybe, which is not one of its answers',
    ]);
  });
});

describe('the table', () => {
  it('has a line for each service, with what it costs and how it reads', () => {
    const lines = catalogueTable([named('missed-bin'), named('blue-badge')], longestNames()).split('\n');
    expect(lines[0]).toBe('Service     Questions  Stages  Texts  Parts   Target days  Page grade  Text grade  Languages');
    expect(lines[1]).toMatch(/^missed-bin {2}6 {10}5 {7}4 {6}3 of 3 {2}2 {12}\d\.\d {9}2\.0/);
    expect(lines).toHaveLength(3);
  });

  it('says what a language costs, and lists what it has no words for', () => {
    const { languages: _none, ...english } = named('missed-bin');
    const welsh = { ...english, languages: { cy: { 'Report a missed bin': 'Rhoi gwybod am fin a gollwyd' } } } as Service;
    expect(catalogueTable([welsh], longestNames())).toMatch(/Welsh \(\d+ parts, \d+ phrases missing\)$/);
    expect(missingLines([welsh])).toContain('missed-bin, Welsh: missed bin report');
    expect(missingLines([english as Service])).toEqual([]);
  });
});

describe('a picture', () => {
  it('shows every question with its condition, every ending and every stage, in the picture and in words', () => {
    for (const service of catalogue.values()) {
      const page = flowPage(service);
      const text = page.replace(/<\/text>/g, ' ').replace(/<[^>]+>/g, '');
      for (const { id } of [...service.questions, ...service.endings]) expect(text).toContain(`${id}:`);
      for (const { name: stage } of service.stages) expect(page).toContain(stage.replaceAll('&', '&amp;'));
      expect(page).not.toContain('NaN');
      expect(page).not.toContain('undefined');
    }
  });

  it('says a condition by what questions and answers are called', () => {
    const { questions } = named('missed-bin');
    const paid = { question: 'garden-paid', is: 'no' } as const;
    expect(conditionWords({ all: [{ question: 'which-bin', is: 'garden' }, paid] }, questions)).toBe(
      'Bin is “Garden waste”, and Garden waste paid for is “No”',
    );
    expect(conditionWords({ any: [paid, { all: [paid, { question: 'missed-on', olderThan: 3 }] }] }, questions)).toBe(
      'Garden waste paid for is “No”, or (Garden waste paid for is “No”, and Day it was missed: 3 years ago or more)',
    );
  });
});

describe('npm run catalogue', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['infra/catalogue/catalogue.ts', ...args], { encoding: 'utf8' });

  it('ends well when no service is refused', () => {
    const { status, stdout, stderr } = run();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${catalogue.size} services, 0 refused.`);
  });

  it('ends with 1 and says which and why when one is', () => {
    writeFileSync(join(folder, name), content.replace("next: ['offered', 'closed']", "next: ['closed']"));
    const { status, stdout, stderr } = run('--services', folder);
    expect(status).toBe(1);
    expect(stdout).toContain('1 refused.');
    expect(stderr).toContain('allotment.ts\n  nothing leads to the stage offered');
  });

  it('draws one, and says which there are when asked for another', () => {
    const file = join(folder, 'flow.html');
    expect(run('--draw', 'missed-bin', '--out', file).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('<h1>Report a missed bin: the way through it</h1>');
    const { status, stderr } = run('--draw', 'parking');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no service parking');
  });
});
