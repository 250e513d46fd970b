import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { createRecordFile } from '../../../shared/use-cases/record-file.ts';
import { words } from '../../support/words.ts';
import { type Browser, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  browser = portal.browser();
});

const claimAnswers: Answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
};
const officer = { kind: 'staff', id: 'bryn' } as const;
const list = (reference: Reference) => `/case/${formatReference(reference)}/evidence`;
const act = async (reference: Reference, command: CaseCommand) => {
  const { kind } = await portal.changeCase(reference, command, officer);
  expect(kind).toBe('changed');
};

/** A claim of which two things are asked, opened in the browser as a code does. */
async function asked(): Promise<Reference> {
  const opened = await portal.openCase(portal.catalogue.get('housing-benefit') as Service, {
    draftId: crypto.randomUUID(),
    answers: claimAnswers,
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (!('reference' in opened)) throw new Error(opened.kind);
  const { reference } = opened;
  await act(reference, { type: 'askEvidence', items: ['your last 2 payslips', 'a bank statement'], by: '2026-12-07', basedOn: 1 });
  letIn(reference);
  return reference;
}

function letIn(reference: Reference) {
  const [, value = ''] = /^__Host-opened=([^;]*)/.exec(portal.portalCookies.opened.make({ reference }, portal.clock.nowMs)) ?? [];
  browser.cookies.set('__Host-opened', value);
}

/** The id of the file that the form of a page would send. */
const fileOf = (html: string) => /name="key" value="arriving\/([^"]+)"/.exec(html)?.[1] ?? '';
const checked = (reference: Reference, item: string, file: string, because?: 'infected') =>
  createRecordFile({ changeCase: portal.changeCase })({
    reference,
    item,
    file,
    outcome: because ? { kind: 'turned-away', because } : { kind: 'ready', media: 'image/jpeg', bytes: 4_500_000 },
  });

describe('what was asked of a resident', () => {
  it('stands on the page of the case, with the way to send it', async () => {
    const reference = await asked();
    const { html } = await browser.get(`/case/${formatReference(reference)}`);
    expect(words(html)).toContain('Your last 2 payslips Still needed A bank statement Still needed');
    expect(html).toContain(`href="${list(reference)}"`);
  });

  it('is a list, each thing with its own page and its own form to the bucket', async () => {
    const reference = await asked();
    const { html } = await browser.get(list(reference));
    expect(words(html)).toContain('Please send each thing by 7 December 2026.');
    expect(html).toContain(`href="${list(reference)}/2-1"`);
    const page = await browser.get(`${list(reference)}/2-1`);
    expect(page.html).toContain('action="https://evidence.example" enctype="multipart/form-data"');
    expect(page.html).toContain(`name="success_action_redirect" value="https://my.northwick.gov.uk${list(reference)}/2-1/sent"`);
    expect(page.html).not.toContain('capture');
    expect(words(page.html)).toContain('A JPEG, PNG, HEIC or PDF of up to 10 MB.');
    // The file comes last: what stands after it is not looked at.
    expect(page.html.indexOf('type="file"')).toBeGreaterThan(page.html.lastIndexOf('type="hidden" name="X-Amz-Signature"'));
  });

  it('is being checked from when the bucket sends the browser back until its case was told', async () => {
    const reference = await asked();
    const file = fileOf((await browser.get(`${list(reference)}/2-1`)).html);
    const back = await browser.get(`${list(reference)}/2-1/sent?bucket=evidence&key=arriving%2F${file}&etag=%22e%22`);
    expect(back).toMatchObject({ status: 303, location: `${list(reference)}/2-1?sent=${file}` });
    expect(words((await browser.get(back.location ?? '')).html)).toContain('We are checking the file you sent.');
    expect(words((await browser.get(list(reference))).html)).toContain('Your last 2 payslips We are checking it');
    await checked(reference, '2-1', file);
    await checked(reference, '2-1', file);
    const { html } = await browser.get(back.location ?? '');
    expect(words(html)).toContain('What you have sent Photo, 4.3 MB, sent 23 November 2026 at 10:00am');
    expect(html).not.toContain('data-checking');
    expect(words((await browser.get(list(reference))).html)).toContain('Your last 2 payslips We have it');
  });

  it('says in a sentence why a file was not taken, and takes another', async () => {
    const reference = await asked();
    const page = `${list(reference)}/2-1`;
    const file = fileOf((await browser.get(page)).html);
    await browser.get(`${page}/sent?key=arriving%2F${file}`);
    await checked(reference, '2-1', file, 'infected');
    const { html } = await browser.get(`${page}?sent=${file}`);
    expect(html).toContain('<title>Error: ');
    expect(words(html)).toContain('There is a problem That file could harm computers, so we did not keep it.');
    expect(fileOf(html)).not.toBe('');
    expect(words((await browser.get(list(reference))).html)).toContain('Your last 2 payslips Still needed');
  });

  it('may be something they cannot get, with the reason, which is not lost when it is wrong', async () => {
    const reference = await asked();
    const page = `${list(reference)}/2-2`;
    const empty = await browser.post(page, { do: 'cannot', reason: ' ' });
    expect(empty.status).toBe(400);
    expect(words(empty.html)).toContain('Tell us why you cannot get it');
    const long = await browser.post(page, { do: 'cannot', reason: 'x'.repeat(501) });
    expect(long.status).toBe(400);
    expect(long.html).toContain('x'.repeat(501));
    expect(await browser.post(page, { do: 'cannot', reason: 'The bank closed it' })).toMatchObject({
      location: `${list(reference)}?done=cannot`,
    });
    expect(words((await browser.get(list(reference))).html)).toContain('A bank statement You cannot get this');
    expect(await browser.post(page, { do: 'cannot', reason: 'again' })).toMatchObject({ location: `${list(reference)}?done=settled` });
  });

  it('may be something they will bring in, which is still needed until they do', async () => {
    const reference = await asked();
    expect(await browser.post(`${list(reference)}/2-1`, { do: 'bring' })).toMatchObject({ location: `${list(reference)}?done=bring` });
    expect(words((await browser.get(list(reference))).html)).toContain('You said you will bring it in. Still needed');
    await act(reference, { type: 'bringIn', items: ['2-1'], basedOn: 3 });
    const { html } = await browser.get(`${list(reference)}/2-1`);
    expect(words(html)).toContain('You brought this in. You do not need to send it.');
    expect(html).not.toContain('type="file"');
  });

  it('waits for the council once all of it is in', async () => {
    const reference = await asked();
    await act(reference, { type: 'bringIn', items: ['2-1', '2-2'], basedOn: 2 });
    expect(words((await browser.get(list(reference))).html)).toContain('We have everything we asked for.');
    const { html } = await browser.get(`/case/${formatReference(reference)}`);
    expect(words(html)).toContain('We have everything we asked you for.');
    expect(words(html)).not.toContain('It is your turn');
  });

  it('is asked for again with the reason when it was not accepted', async () => {
    const reference = await asked();
    await checked(reference, '2-1', 'a-file');
    const rejected = [{ item: '2-1', reason: 'We cannot read the date' }];
    await act(reference, { type: 'reviewEvidence', accepted: [], rejected, by: '2026-12-14', basedOn: 3 });
    expect(words((await browser.get(list(reference))).html)).toContain('Your last 2 payslips Why: We cannot read the date Not accepted');
    const { html } = await browser.get(`${list(reference)}/2-1`);
    expect(words(html)).toContain('Please send it again by 14 December 2026. Why: We cannot read the date');
    expect(html).toContain('type="file"');
  });

  it('is nobody else’s to see', async () => {
    const reference = await asked();
    const stranger = portal.browser();
    for (const path of [list(reference), `${list(reference)}/2-1`, `${list(reference)}/2-1/sent?key=arriving%2Fx`])
      expect(await stranger.get(path)).toMatchObject({ status: 303, location: `/find?reference=${formatReference(reference)}` });
    expect(await stranger.post(`${list(reference)}/2-1`, { do: 'bring' })).toMatchObject({ status: 401 });
    expect((await browser.get(`${list(reference)}/9-9`)).status).toBe(404);
  });
});
