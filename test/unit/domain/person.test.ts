import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePerson, type PersonCommand } from '../../../shared/domain/decide-person.ts';
import { bereavementOf, foldPerson, type Person, type PersonCommit } from '../../../shared/domain/person.ts';
import { personOf } from '../../../shared/domain/whose-case.ts';

const AT = '2026-11-20T10:00:00.000Z';
const by = { kind: 'staff', id: 'bryn', name: 'Bryn Davies' } as const;
const log = { kind: 'person', id: 'P8VZ82M' } as const;

/** The record after some commands, those refused left out. */
function recordAfter(...commands: PersonCommand[]): { person: Person | undefined; refused: string[] } {
  const commits: PersonCommit[] = [];
  const refused: string[] = [];
  for (const command of commands) {
    const decision = decidePerson(foldPerson(commits), command, AT);
    if (decision.kind === 'refused') refused.push(decision.reason);
    else commits.push({ log, sequence: commits.length + 1, at: AT, by, events: decision.events, personal: decision.personal });
  }
  return { person: foldPerson(commits), refused };
}

const confirm: PersonCommand = { type: 'confirm', name: ' Joan Field ', dateOfBirth: '1950-03-31', how: 'papers' };
const death: PersonCommand = {
  type: 'recordDeath',
  toldBy: 'family',
  officer: { id: 'bryn', name: 'Bryn Davies' },
  diedOn: '2026-11-18',
  note: 'Her son',
};
const undo: PersonCommand = { type: 'undoDeath', note: 'It was her neighbour' };

describe('the record of a person', () => {
  it('begins with a name and how it was confirmed', () => {
    expect(recordAfter(confirm).person).toMatchObject({
      id: 'P8VZ82M',
      name: 'Joan Field',
      dateOfBirth: '1950-03-31',
      confirmed: { how: 'papers', by },
      cases: [],
    });
  });

  it('lists a case once, in the order they were tied', () => {
    const { person, refused } = recordAfter(
      confirm,
      { type: 'tieCase', reference: 'A' },
      { type: 'tieCase', reference: 'B' },
      { type: 'tieCase', reference: 'A' },
      { type: 'untieCase', reference: 'A' },
    );
    expect(person?.cases).toEqual(['B']);
    expect(refused).toEqual(['no-change']);
  });

  it('takes a death once, and takes it back', () => {
    const dead = recordAfter(confirm, death, death);
    expect(dead.refused).toEqual(['already-recorded']);
    expect(bereavementOf(dead.person)).toMatchObject({
      toldBy: 'family',
      officer: { name: 'Bryn Davies' },
      diedOn: '2026-11-18',
      note: 'Her son',
    });
    const alive = recordAfter(confirm, death, undo).person;
    expect(bereavementOf(alive)).toBeUndefined();
    expect(alive?.bereavements[0]?.undone).toMatchObject({ note: 'It was her neighbour', by });
  });

  it('takes a death again after one that was a mistake', () => {
    const { person } = recordAfter(confirm, death, undo, { ...death, toldBy: 'registrar' } as PersonCommand);
    expect(bereavementOf(person)).toMatchObject({ sequence: 4, toldBy: 'registrar' });
  });

  it.each([
    ['a record nobody confirmed', [death], 'not-confirmed'],
    ['an empty name', [{ ...confirm, name: '  ' }], 'name-missing'],
    ['a birth ahead', [{ ...confirm, dateOfBirth: '2027-01-01' }], 'date-not-past'],
    ['a death ahead', [confirm, { ...death, diedOn: '2026-11-21' }], 'date-not-past'],
    ['a date that is none', [confirm, { ...death, diedOn: '2026-02-30' }], 'date-not-past'],
    ['a death that nobody looks after', [confirm, { ...death, officer: { name: ' ' } }], 'officer-missing'],
    ['taking back what was not recorded', [confirm, undo], 'not-recorded'],
    ['taking back without saying why', [confirm, death, { type: 'undoDeath', note: ' ' }], 'note-missing'],
  ] as [string, PersonCommand[], string][])('refuses %s', (_, commands, reason) => {
    expect(recordAfter(...commands).refused).toEqual([reason]);
  });

  it('keeps names and dates out of its events', () => {
    const decisions = [decidePerson(undefined, confirm, AT), decidePerson(recordAfter(confirm).person, death, AT)];
    const events = decisions.flatMap((decision) => (decision.kind === 'accepted' ? decision.events : []));
    expect(JSON.stringify(events)).not.toMatch(/Joan|1950|2026-11-18|son/);
  });

  it('has one death that stands, or none, whatever is asked of it', () => {
    const anything = fc.constantFrom(confirm, death, undo);
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (commands) => {
        const { person } = recordAfter(...commands);
        const standing = person?.bereavements.filter(({ undone }) => !undone) ?? [];
        expect(standing.length).toBeLessThanOrEqual(1);
        expect(bereavementOf(person)).toEqual(standing[0]);
      }),
    );
  });
});

describe('whose a case is', () => {
  it('follows from its own log: the last tie, unless it was untied', () => {
    const tied = { events: [{ type: 'personTied', person: 'A' }] } as const;
    const untied = { events: [{ type: 'personUntied', person: 'A' }] } as const;
    const other = { events: [{ type: 'personTied', person: 'B' }] } as const;
    expect(personOf([])).toBeUndefined();
    expect(personOf([tied])).toBe('A');
    expect(personOf([tied, untied])).toBeUndefined();
    expect(personOf([tied, untied, other])).toBe('B');
  });
});
