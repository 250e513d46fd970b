import { expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { casePage } from '../../../web/journeys/case/case-page.ts';
import { payPage } from '../../../web/journeys/pay/pay-page.ts';
import { speak } from '../../../web/language.ts';
import { aCase } from '../../support/cases.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const service = catalogue.get('garden-waste') as Service;

it('a reference and a telephone number keep their order on a page from right to left', () => {
  const state: Case = aCase(service);
  const payment = { pence: 5500, by: '2026-06-22', attempts: [], notOwed: [], paid: { at: '2026-06-15T12:00:00.000Z', pence: 5500 } };
  const view = { service, state: { ...state, payment }, path: '/pay/a-link', sent: { changed: true } };
  const html = speak({ shell: 'ar', content: 'ar' }, () => payPage(council, view));
  expect(html).toContain(`<strong class="app-reference"><bdi>${formatReference(state.reference)}</bdi></strong>`);
  expect(html).toContain('call us on <bdi>01632 960100</bdi>.');
});

it('somebody who paid half an hour after midnight in summer has a receipt of that day, here', () => {
  const paid = { at: '2026-06-15T23:30:00.000Z', pence: 5500, payment: 'hu20sq' };
  const state: Case = aCase(service);
  const payment = { pence: 5500, by: '2026-06-22', attempts: [], notOwed: [], paid };
  const pages = [
    payPage(council, { service, state: { ...state, payment }, path: '/pay/a-link' }),
    casePage(council, { service, state: { ...state, payment }, today: '2026-06-16', payHref: '/pay/a-link' }),
  ];
  for (const html of pages) {
    expect(html).toContain('16 June 2026');
    expect(html).not.toContain('15 June 2026');
  }
});
