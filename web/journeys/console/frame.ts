import { hasRole, type Staff, type StaffRole } from '../../../shared/domain/staff.ts';
import { staffSession } from '../../components/session.ts';
import { consoleWords } from '../../content/console.ts';
import type { CouncilView, PageView } from '../../render.ts';

type Page = keyof typeof consoleWords.nav;
/** `daily`: for whom it stands in the line, where not for all; for others it is under More, so that what they use all day fits in one line. */
const pages: { page: Page; href: string; roles: readonly StaffRole[]; daily?: readonly StaffRole[] }[] = [
  { page: 'today', href: '/console/today', roles: ['officer', 'manager'] },
  { page: 'queue', href: '/console', roles: ['officer', 'manager'] },
  { page: 'tasks', href: '/console/tasks', roles: ['adviser', 'officer', 'manager'] },
  { page: 'letters', href: '/console/letters', roles: ['officer', 'manager'] },
  { page: 'contacts', href: '/console/contacts', roles: ['adviser', 'manager'] },
  { page: 'assist', href: '/console/assist', roles: ['adviser', 'manager'], daily: ['adviser'] },
  { page: 'texts', href: '/console/texts', roles: ['officer', 'manager'], daily: [] },
  { page: 'imports', href: '/console/imports', roles: ['officer', 'manager'], daily: [] },
  { page: 'ratings', href: '/console/ratings', roles: ['officer', 'manager'], daily: [] },
  { page: 'report', href: '/console/report', roles: ['adviser', 'officer', 'manager'] },
];

/**
 * What stands around a staff page: the pages that this person's roles open, their name and the way out.
 * @param current the page one is on; none for a page below one of them
 */
export function consoleFrame(staff: Staff, council: CouncilView, current?: Page): Omit<PageView, 'title'> {
  const links = pages
    .filter(({ roles }) => hasRole(staff, ...roles))
    .map(({ page, href, roles, daily = roles }) => ({
      text: consoleWords.nav[page],
      href,
      current: page === current,
      seldom: !hasRole(staff, ...daily),
    }));
  const seldom = links.filter((link) => link.seldom);
  return {
    council,
    home: '/console',
    staff: true,
    session: staffSession,
    account: { name: staff.name, signOutHref: '/console/sign-out' },
    navigation: links.filter((link) => !link.seldom),
    ...(seldom.length > 0
      ? { navigationMore: { text: consoleWords.moreNav, links: seldom, current: seldom.some((link) => link.current) } }
      : {}),
  };
}
