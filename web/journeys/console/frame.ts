import { hasRole, type Staff } from '../../../shared/domain/staff.ts';
import { staffSession } from '../../components/session.ts';
import { consoleWords } from '../../content/console.ts';
import type { CouncilView, PageView } from '../../render.ts';

type Page = keyof typeof consoleWords.nav;
const pages: { page: Page; href: string; roles: readonly ('adviser' | 'officer' | 'manager')[] }[] = [
  { page: 'queue', href: '/console', roles: ['officer', 'manager'] },
  { page: 'tasks', href: '/console/tasks', roles: ['adviser', 'officer', 'manager'] },
  { page: 'letters', href: '/console/letters', roles: ['officer', 'manager'] },
  { page: 'contacts', href: '/console/contacts', roles: ['adviser', 'manager'] },
  { page: 'assist', href: '/console/assist', roles: ['adviser', 'manager'] },
  { page: 'texts', href: '/console/texts', roles: ['officer', 'manager'] },
  { page: 'imports', href: '/console/imports', roles: ['officer', 'manager'] },
  { page: 'report', href: '/console/report', roles: ['adviser', 'officer', 'manager'] },
];

/**
 * What stands around a staff page: the pages that this person's roles open, their name and the way out.
 * @param current the page one is on; none for a page below one of them
 */
export function consoleFrame(staff: Staff, council: CouncilView, current?: Page): Omit<PageView, 'title'> {
  return {
    council,
    home: '/console',
    staff: true,
    session: staffSession,
    account: { name: staff.name, signOutHref: '/console/sign-out' },
    navigation: pages
      .filter(({ roles }) => hasRole(staff, ...roles))
      .map(({ page, href }) => ({ text: consoleWords.nav[page], href, current: page === current })),
  };
}
