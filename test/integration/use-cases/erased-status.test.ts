import { expect, it } from 'vitest';
import { createForgetting, officer } from '../../support/forgetting.ts';
import { binAnswers } from '../../support/front-door.ts';

it('STATUS says of a case that was erased, and is not blanked yet, what it says of one that is not there', async () => {
  const door = createForgetting();
  const reference = await door.opened('missed-bin', 'draft-1', binAnswers);
  await door.sendText({ pk: `CASE#${reference}`, sk: 'TEXT#000001#received' });
  await door.changeCase(reference, { type: 'complete', basedOn: 1 }, officer);
  await door.changeCase(reference, { type: 'erase', because: 'kept-long-enough' }, officer);
  await door.project();
  const ask = async (of: string, messageId: string) => {
    await door.receiveText({
      from: binAnswers.mobile.number,
      body: `STATUS ${of}`,
      messageId,
      sentAt: new Date(door.clock.ms).toISOString(),
    });
    await door.project();
  };
  await ask(reference, 'in-1');
  await ask('K7MQ2XW', 'in-2');
  const answers = door.memory.items().filter(({ pk, sk }) => String(pk).startsWith('HANDSET#') && String(sk).startsWith('TEXT#'));
  const bodies = answers.map(({ personal }) => (personal as { body: string }).body);
  expect(bodies).toHaveLength(2);
  expect(bodies[0]).toBe(bodies[1]);
});
