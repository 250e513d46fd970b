import { escapeHtml, page } from './local-page.ts';
import { sampleStaff } from './staff.ts';

/** One button for each member of staff. `action` is the address the form goes to. */
export function signInPage(action: string): string {
  const buttons = sampleStaff.map(
    ({ id, name, role }) =>
      `<li><form method="post" action="${escapeHtml(action)}"><input type="hidden" name="staff" value="${id}"><button>${escapeHtml(name)}<span>${escapeHtml(role)}</span></button></form></li>`,
  );
  return page(
    'Sign in',
    `<h1>Who are you today?</h1><p>On this laptop nobody needs a password. In a council, staff sign in with their work account.</p><ul class="staff">${buttons.join('')}</ul>`,
  );
}

/** Asks once more before signing out. `form` is the provider's own form, whose id is `op.logoutForm`. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Sign out?</h1>${form}<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button> <a href="/console">Stay signed in</a></p>`,
  );
}
