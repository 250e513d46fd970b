import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type CaseCommand, commandsOpen } from '../../../shared/domain/decide-case.ts';
import { applyCommit, caseOf, foldCase } from '../../../shared/domain/evolve-case.ts';
import { factsOfCase } from '../../../shared/domain/facts-of.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { casePage } from '../../../web/journeys/case/case-page.ts';
import { myCasesPage } from '../../../web/journeys/find/my-cases-page.ts';
import { anOpening, REFERENCE, theCommit } from '../../support/cases.ts';

const housingBenefit = catalogue.get('housing-benefit') as Service;
const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };

/** A log of housing benefit, and the catalogue after every stage but the first was renamed. */
function afterRenaming(...commands: CaseCommand[]) {
  const commits: CaseCommit[] = [anOpening(housingBenefit)];
  for (const command of commands) {
    const state = foldCase(housingBenefit, commits);
    if (state) commits.push(theCommit(housingBenefit, state, { ...command, basedOn: state.sequence } as CaseCommand));
  }
  const renamed = (id: string) => (id === 'received' ? id : `new-${id}`);
  const stages = housingBenefit.stages.map((stage) => ({ ...stage, id: renamed(stage.id), next: stage.next.map(renamed) }));
  const found = caseOf(new Map([[housingBenefit.id, { ...housingBenefit, stages }]]), commits);
  if (!found) throw new Error('no case');
  return { ...found, commits };
}
const assess = { type: 'moveStage', stage: 'assessing', basedOn: 1 } as const;
const award = { type: 'decide', outcome: 'awarded', reason: '', basedOn: 1 } as const;

describe('a case in a stage that was renamed or taken out', () => {
  it('has a page, a place in a list, and every way on', () => {
    const { service, state } = afterRenaming(assess);
    expect(casePage(council, { service, state, today: '2026-11-23' })).toContain('We have changed how we work on this. Call us');
    expect(commandsOpen(service, state).map(({ stage }) => stage.id)).toContain('new-assessing');
    const moved = theCommit(service, state, { type: 'moveStage', stage: 'new-assessing', basedOn: state.sequence });
    expect(applyCommit(service, state, moved).stage).toBe('new-assessing');
  });

  it('has ended where it had ended, and counts as it did', () => {
    const { service, state, commits } = afterRenaming(assess, award, { type: 'complete', basedOn: 1 });
    expect(state.endedAt).toBe(commits.at(-1)?.at);
    expect(commandsOpen(service, state).map(({ type }) => type)).toEqual(['reconsider']);
    const ended = (of: Service) => factsOfCase(of, commits, 4).filter(({ type }) => type === 'ended');
    expect(ended(service)).toHaveLength(1);
    expect(ended(service)).toEqual(ended(housingBenefit));
  });

  it('has not ended by an award that is still to be paid', () => {
    const { service, state } = afterRenaming(assess, award);
    expect(state.endedAt).toBeUndefined();
    expect(commandsOpen(service, state).map(({ type }) => type)).toContain('complete');
  });
});

it('a list of requests shows a stage by its id, and of a service that was taken out whom to call', () => {
  const row = { reference: REFERENCE, openedAt: '2026-11-20T10:00:00.000Z' };
  const found = [
    { ...row, service: 'housing-benefit', stage: 'looked-at' },
    { ...row, service: 'hate-crime', stage: 'received' },
  ];
  const html = myCasesPage(council, { catalogue: new Map([[housingBenefit.id, housingBenefit]]), found, more: false, saved: [] });
  expect(html).toContain('Looked at');
  expect(html).toContain(`One more request <span class="app-requests__reference">${formatReference(REFERENCE)}`);
  expect(html).toContain('To hear how it is going, call us on 01632 960100.');
  expect(html).not.toContain('hate');
});
