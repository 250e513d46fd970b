import { describe, expect, it } from 'vitest';
import { mayWorkFor, rolesAndTeams, type Staff, teamsOf } from '../../../shared/domain/staff.ts';

const staff = (...groups: string[]): Staff => ({ id: 'a', name: 'A', ...rolesAndTeams(groups) });
const all = ['benefits', 'environment'];

describe('what the issuer’s groups allow', () => {
  it('reads roles and teams, each once, and passes over the rest', () => {
    expect(rolesAndTeams(['officer', 'team:benefits', 'team:benefits', 'all-staff', 'Officer', 'admin'])).toEqual({
      roles: ['officer'],
      teams: ['benefits'],
    });
  });

  it.each([
    [staff('officer', 'team:benefits'), ['benefits']],
    [staff('officer'), []],
    [staff('team:benefits'), []],
    [staff('adviser', 'team:benefits'), []],
    [staff('manager'), all],
  ])('%o works the queues of %o', (person, teams) => {
    expect(teamsOf(person, all)).toEqual(teams);
    expect(all.filter((team) => mayWorkFor(person, team))).toEqual(teams);
  });
});
