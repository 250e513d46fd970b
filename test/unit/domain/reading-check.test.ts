import { describe, expect, it } from 'vitest';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { hardestPage, readingProblems } from '../../../shared/domain/reading-check.ts';

const HARD = 'Necessary documentation substantiating eligibility accompanies applications';
const service = (change: Partial<ServiceData> = {}) => serviceSchema.parse({ ...missedBin, ...change });
const questionsWith = (change: object) => missedBin.questions.map((each, index) => (index === 0 ? { ...each, ...change } : each)) as never;

describe('what people read of a service', () => {
  it.each([
    ['its first page', { about: { ...missedBin.about, does: [HARD, HARD] } }],
    ['the question which-bin', { questions: questionsWith({ hint: `${HARD}. ${HARD}` }) }],
    ['what its stages say', { stages: missedBin.stages.map((each) => ({ ...each, says: HARD })) }],
    ['what helps sooner', { sooner: [{ title: 'Help', says: HARD }] }],
  ])('is at fault in %s where it reads above grade 7', (page, change) => {
    expect(readingProblems(service(change)).join()).toMatch(new RegExp(`^${page} reads at grade [\\d.]+, above 7`));
  });

  it('is at fault where a sentence has more than 25 words', () => {
    const long = `${'go to the end of it and '.repeat(5)}stop`;
    expect(readingProblems(service({ questions: questionsWith({ hint: long }) })).join()).toContain(
      'the question which-bin has a sentence of 36 words, over 25',
    );
  });

  it('has names of benefits in it as their letters spell them', () => {
    const named = 'You get Personal Independence Payment or Employment and Support Allowance.';
    expect(readingProblems(service({ questions: questionsWith({ hint: named }) }))).toEqual([]);
  });

  it('is as hard as its hardest page', () => {
    const { page, grade } = hardestPage(service({ sooner: [{ title: 'Help', says: HARD }] }));
    expect([page, grade > 15]).toEqual(['what helps sooner', true]);
  });
});
