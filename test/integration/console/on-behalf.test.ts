import { afterAll, beforeAll, expect, it } from 'vitest';
import { badgeAnswers, benefitsOfficer, type Console, openConsole, words } from './console-browser.ts';

let front: Console;
beforeAll(async () => {
  front = await openConsole();
});
afterAll(() => front.stop());

const ann = { for: 'other', name: 'Ann Lee', as: 'family', agreed: true, mayUpload: false, mobile: '+447700900200' } as const;
const casePage = async (asking: object) => {
  const reference = await front.openCase('blue-badge', { ...badgeAnswers(true), 'who-for': asking as never });
  return words((await front.browser(benefitsOfficer).get(`/console/cases/${reference}`)).html);
};

it('says who asked, that they agreed, and who can see it', async () => {
  const page = await casePage({ ...ann, textsTo: 'them' });
  expect(page).toContain('Name Sam Reed Asked for by Ann Lee (family). They agreed. Mobile No texts wanted');
  expect(page).toContain('Can see it too Ann Lee, family');
  expect(page).toContain('Asking for yourself No, for somebody else Ann Lee, family 07700 900200 They have agreed');
  expect(page).toContain('Somebody was let in to see it');
});

it('says that they could not agree, and whose number it is', async () => {
  const page = await casePage({ ...ann, agreed: false, mayUpload: true, textsTo: 'helper' });
  expect(page).toContain('Asked for by Ann Lee (family). They could not agree themselves. Our texts go to Ann Lee. Mobile 07700 900200');
  expect(page).toContain('Can see it too Nobody else');
});

it('says nothing of it where they asked for themselves', async () => {
  expect(await casePage({ for: 'self' })).not.toContain('Asked for by');
});
