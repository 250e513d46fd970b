import { describe, expect, it } from 'vitest';
import { quarterOf, quarterSlug } from '../../../shared/domain/quarter.ts';
import { signIn } from '../../support/browser-people.ts';
import { IVY, JOAN } from './residents-ask.ts';
import { DOT, RAY } from './staff-work.ts';
import { lastTextOn, replyFrom, type Stage, said } from './stage.ts';

/** Residents rate what ended; the manager sees what came of the week. */
export function councilSees(stage: Stage): void {
  const slug = () => quarterSlug(quarterOf(new Date(stage.monday).toISOString().slice(0, 10)));
  const linkIn = (text: string): string => /http:\S+\/r\/\S+/.exec(text)?.[0] ?? '';

  describe('residents rate', () => {
    it('by a reply on the phones page', async () => {
      const phones = await stage.person();
      await replyFrom(phones, JOAN, '2 I do not understand why');
      await replyFrom(phones, DOT, 'excellent');
      await replyFrom(phones, RAY, '3 It took a while');
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
      expect(page).toContain('4 requests of services.');
      expect(page).toContain('1 request was filled in by an adviser for somebody.');
      // Joan 4 (once), Ivy 5, Dot 5, Ray 3; Sal at the desk was asked and said nothing; Tom has no mobile.
      expect(page).toContain('4 ratings.');
      expect(page).toContain('5 were asked to rate.');
      expect(page).toContain('2 decisions were made.');
      expect(page).toContain('1 decision gave people what they asked for.');
      expect(page).toContain('1 decision refused what people asked for.');
    });

    it('sees each number told apart, and no percentage of fewer than ten', async () => {
      const morgan = await stage.person();
      await signIn(morgan, 'Morgan Okafor');
      const path = `/console/report/${slug()}`;
      const table = async (measure: string, breakdown: string) => {
        await morgan.goto(`${path}/${measure}`);
        const rows = morgan.locator(`figure[aria-labelledby="figure-${measure}-${breakdown}"] tbody tr`);
        return Object.fromEntries((await rows.allInnerTexts()).map((row) => row.replaceAll(/–\s*(?=No figure)/g, '').split(/\s*\t\s*/)));
      };
      expect(await table('contacts-total', 'by-channel')).toEqual({ Web: '6', Telephone: '2', 'Face to face': '1' });
      await stage.audit.page(morgan, 'measure');
      expect(await table('contacts-total', 'by-service')).toEqual({
        'Report a missed bin': '4',
        'Claim Housing Benefit': '4',
        'Apply for a Blue Badge': '1',
      });
      // Four answers at each level would tell the share that is hidden.
      expect(await table('satisfaction', 'levels')).toEqual({});
      const page = await said(morgan);
      expect(page).toContain('There were fewer than 10, so no figure is shown');
      expect(page).toContain('4 in all.');
      expect(page).toContain('5 were asked, and the request reached 5. All ratings, with those on cards, by posters and at desks: 4.');
      expect(await table('days-to-decide', 'by-service')).toEqual({
        'Claim Housing Benefit': 'No figure',
        'Apply for a Blue Badge': 'No figure',
      });
    });

    it('enters what Front Door cannot see, and chooses what is printed of what people wrote', async () => {
      const morgan = await stage.person();
      await signIn(morgan, 'Morgan Okafor');
      await morgan.goto(`/console/report/${slug()}/council-tax-collected`);
      await morgan.getByLabel('Figure').fill('84.9');
      await morgan.getByLabel('Where it comes from').fill('Revenues system, end of week');
      await morgan.getByRole('button', { name: 'Save this figure' }).click();
      expect(await said(morgan)).toContain('84.9% of the year’s Council Tax was collected.');
      await stage.audit.page(morgan, 'figure entered');
      await morgan.goto(`/console/report/${slug()}`);
      await morgan.getByRole('link', { name: 'Choose what people said' }).click();
      await morgan.getByLabel('It took a while').check();
      await stage.audit.page(morgan, 'comments to choose');
      await morgan.getByRole('button', { name: 'Save these choices' }).click();
      await morgan.goto(`/console/report/${slug()}/document`);
      expect(await said(morgan)).toContain('It took a while');
      await stage.audit.page(morgan, 'scrutiny report');
    });

    it('has the same numbers as CSV, and the quarters before launch as they were published', async () => {
      const morgan = await stage.person();
      await signIn(morgan, 'Morgan Okafor');
      const csv = await morgan.request.get(`/console/report/${slug()}/contacts-total-by-channel.csv`);
      expect((await csv.text()).split('\r\n')).toEqual(['Channel,Figure', 'Web,6', 'Telephone,2', 'Face to face,1', 'Total,9', '']);
      await morgan.goto('/console/report/2019-20-q4');
      expect(await said(morgan)).toContain('These figures were published before Front Door was launched.');
      await stage.audit.page(morgan, 'quarter before launch');
      await morgan.getByRole('button', { name: 'Sign out' }).click();
      expect(await said(morgan)).toContain('You have signed out');
      await stage.audit.page(morgan, 'signed out');
    });
  });
}
