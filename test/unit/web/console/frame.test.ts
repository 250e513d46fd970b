import { expect, it } from 'vitest';
import type { Staff, StaffRole } from '../../../../shared/domain/staff.ts';
import { consoleFrame } from '../../../../web/journeys/console/frame.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const menuOf = (...roles: StaffRole[]) => {
  const staff: Staff = { id: 'a', name: 'Amal Rahman', roles, teams: [] };
  const { navigation = [], navigationMore } = consoleFrame(staff, council);
  return { line: navigation.map(({ text }) => text).join(', '), more: navigationMore?.links.map(({ text }) => text).join(', ') };
};

it('the menu begins with today, and has under More what a role seldom wants', () => {
  expect(menuOf('officer')).toEqual({ line: 'Today, Queue, Tasks, Letters, Figures', more: 'Texts, Imports, Ratings' });
  expect(menuOf('manager')).toEqual({
    line: 'Today, Queue, Tasks, Letters, Log a contact, Figures',
    more: 'Fill in a form, Texts, Imports, Ratings',
  });
  expect(menuOf('adviser')).toEqual({ line: 'Tasks, Log a contact, Fill in a form, Figures', more: undefined });
});

it('says where one is, folded away or not', () => {
  const officer: Staff = { id: 'b', name: 'Bryn Davies', roles: ['officer'], teams: [] };
  expect(consoleFrame(officer, council, 'texts').navigationMore).toMatchObject({ current: true, links: [{ current: true }, {}, {}] });
  expect(consoleFrame(officer, council, 'today').navigationMore).toMatchObject({ current: false });
  expect(consoleFrame(officer, council, 'today').navigation?.[0]).toMatchObject({ text: 'Today', current: true });
});
