import { expect, it } from 'vitest';
import { createForgetting, officer } from '../../support/forgetting.ts';

const joan = {
  'who-for': { for: 'other', name: 'Ann Quill', as: 'family', agreed: false, mayUpload: true, mobile: '+447700900200', textsTo: 'them' },
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  'end-of-life': 'yes',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
} as const;

it('a copy of what is held has who asked, and of their number no more than its end', async () => {
  const door = createForgetting();
  const reference = await door.opened('blue-badge', 'draft-joan', joan);
  const copy = JSON.stringify(await door.readHoldings(reference, 'case'));
  expect(copy).toContain(
    'no, asked for by Ann Quill (family), where there could be no agreement, may look and send things, number *** 200',
  );
  expect(copy).toContain('"what":"opened, helperLetIn"');
  expect(copy).not.toMatch(/7700 ?900 ?200/);
});

it('erasing the case leaves neither the name nor the number of whoever asked', async () => {
  const door = createForgetting();
  const reference = await door.opened('blue-badge', 'draft-joan', joan);
  const found = () => ['Quill', '7700900200', 'Joan'].filter((word) => door.everything().includes(word));
  expect(found()).toEqual(['Quill', '7700900200', 'Joan']);
  await door.changeCase(reference, { type: 'close', reason: 'No longer needed', basedOn: 1 }, officer);
  await door.project();
  door.advance(24 * 1462);
  await door.forgetAll();
  expect(found()).toEqual([]);
});
