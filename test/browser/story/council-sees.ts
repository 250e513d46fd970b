import { describe, expect, it } from 'vitest';
import { quarterOf, quarterSlug } from '../../../shared/domain/quarter.ts';
import { signIn } from '../../support/browser-people.ts';
import { IVY, JOAN } from './residents-ask.ts';
import { DOT, RAY } from './staff-work.ts';
import { lastTextOn, replyFrom, type Stage, said } from './stage.ts';

/** Residents rate what ended; the manager sees what came of the week. */
export function councilSees(stage: Stage): void {
  const linkIn = (text: string): string => /http:\S+\/r\/\S+/.exec(text)?.[0] ?? '';

  describe('residents rate', () => {
    it('by a reply on the phones page', async () => {
      const phones = await stage.person();
      await replyFrom(phones, JOAN, '2 I do not understand why');
      await replyFrom(phones, DOT, 'excellent');
      await replyFrom(phones, RAY, '3');
      await stage.door.settle();
      expect((await stage.door.phone(DOT)).at(-1)).toMatchObject({ direction: 'in', body: 'excellent' });
    });

    it('by the link in the text and one press; opening it records nothing', async () => {
      const ivy = await stage.person();
      const link = linkIn(await lastTextOn(ivy, IVY));
      const opening = await stage.door.callsOf(
        () => ivy.goto(link),
        (call) => call.service === 'dynamodb',
      );
      expect(opening).toEqual([]);
      await stage.audit.page(ivy, 'rate');
      await ivy.getByRole('button', { name: 'Excellent' }).click();
      expect(await said(ivy)).toContain('Thank you');
      await stage.audit.page(ivy, 'rate thanks');
    });

    it('and again: the later rating takes the place of the earlier', async () => {
      const joan = await stage.person();
      await joan.goto(linkIn(await lastTextOn(joan, JOAN)));
      await joan.getByRole('button', { name: 'Good' }).click();
      await stage.door.settle();
      const bryn = await stage.person();
      await signIn(bryn, 'Bryn Davies', `/console/cases/${stage.references['joan']?.replace('-', '')}`);
      expect(await said(bryn)).toContain('Rating 4, good');
    });
  });

  it('a resident says STOP, and is texted no more', async () => {
    const phones = await stage.person();
    await replyFrom(phones, RAY, 'STOP');
    await stage.door.settle();
    const before = await stage.door.textsTo(RAY);
    await replyFrom(phones, RAY, 'thanks');
    await stage.door.settle();
    expect(await stage.door.textsTo(RAY)).toEqual(before);
  });

  describe('the manager', () => {
    it('sees the quarter with the numbers of what was done', async () => {
      await stage.door.settle();
      const morgan = await stage.person();
      await signIn(morgan, 'Morgan Okafor');
      await stage.audit.page(morgan, 'queue of all teams, empty');
      await morgan.getByRole('link', { name: 'Figures' }).click();
      await stage.audit.page(morgan, 'quarter');
      const page = await said(morgan);
      // On the web: claim, bin and badge, and three look-ups. By telephone: a form and a call. At the desk: one.
      expect(page).toContain('9 contacts.');
      expect(page).toContain('In 1 of them an adviser filled in a form for somebody.');
      // Six of nine.
      expect(page).toContain('66.7% served themselves; the target is 40%.');
      // Joan 4 (once), Ivy 5, Dot 5, Ray 3; Sal at the desk was asked and said nothing; Tom has no mobile.
      expect(page).toContain('75% said good or excellent; the target is 80%.');
      expect(page).toContain('4 people answered, of 5 asked (80%).');
      expect(page).toContain('Claim Housing Benefit: 7 days on average, over 1 decision.');
      expect(page).toContain('Apply for a Blue Badge: 1 day on average, over 1 decision.');
      const table = async (title: string) =>
        Object.fromEntries(
          (
            await morgan
              .getByRole('region', { name: `Table: ${title}` })
              .locator('tbody tr')
              .allInnerTexts()
          ).map((row) => row.split(/\s*\t\s*/)),
        );
      expect(await table('Contacts by channel')).toMatchObject({ Web: '6', Telephone: '2', 'Face to face': '1', Email: '0' });
      expect(await table('Contacts by service')).toEqual({
        'Report a missed bin': '4',
        'Claim Housing Benefit': '4',
        'Apply for a Blue Badge': '1',
      });
      expect(await table('Answers at each level')).toEqual({
        '5 excellent': '2',
        '4 good': '1',
        '3 fair': '1',
        '2 poor': '0',
        '1 very poor': '0',
      });
    });

    it('has the same numbers as CSV, and the quarters before launch as they were published', async () => {
      const morgan = await stage.person();
      await signIn(morgan, 'Morgan Okafor');
      const slug = quarterSlug(quarterOf(new Date(stage.monday).toISOString().slice(0, 10)));
      const csv = await morgan.request.get(`/console/report/${slug}/contacts-by-channel.csv`);
      expect((await csv.text()).split('\r\n').slice(0, 4)).toEqual(['Channel,Contacts', 'Web,6', 'Text,0', 'Telephone,2']);
      await morgan.goto('/console/report/2019-20-q4');
      expect(await said(morgan)).toContain('These figures were published before Front Door was launched.');
      await stage.audit.page(morgan, 'quarter before launch');
      await morgan.getByRole('button', { name: 'Sign out' }).click();
      expect(await said(morgan)).toContain('You have signed out');
      await stage.audit.page(morgan, 'signed out');
    });
  });
}
