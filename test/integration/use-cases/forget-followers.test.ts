import { expect, it } from 'vitest';
import { createForgetting, officer, resident } from '../../support/forgetting.ts';

it('blanks the number of a follower with the case that they followed', async () => {
  const door = createForgetting();
  const reference = await door.opened('pothole', 'a-draft', {
    where: { describe: 'Mill Lane', lat: 52.2267, lon: -2.2302, by: 'pin' },
    kind: 'road',
    depth: 'deep',
    danger: 'no',
    photo: 'no',
    mobile: { wanted: false },
  });
  await door.changeCase(reference, { type: 'follow', mobile: '+447700900456', channel: 'web', assisted: false }, resident);
  await door.project();
  const summary = () => door.memory.items().find(({ pk, sk }) => pk === `CASE#${reference}` && sk === 'SUMMARY');
  expect(summary()).toMatchObject({ place: 'PLACE#pothole#10445.-224', lat: 52.2267, lon: -2.2302, counted: 'road' });
  await door.changeCase(reference, { type: 'complete', basedOn: 2 }, officer);
  await door.project();
  expect(summary()).not.toHaveProperty('place');
  expect(summary()).not.toHaveProperty('lat');
  expect(JSON.stringify(door.memory.items())).toContain('+447700900456');
  door.advance(24 * 365 * 5);
  await door.forgetAll();
  expect(JSON.stringify(door.memory.items())).not.toContain('900456');
});
