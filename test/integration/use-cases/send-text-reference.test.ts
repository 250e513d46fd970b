import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { wireTexts } from '../../../shared/edge/texts.ts';
import type { SmsGateway } from '../../../shared/ports/sms-gateway.ts';
import { createSendText } from '../../../shared/use-cases/send-text.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, keyOf, START } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

it('names each attempt to the carrier by a word of its own that says nothing of the case', async () => {
  const clock = { ms: START };
  const keyring = createKeyring('a secret of at least thirty-two characters');
  const references: (string | undefined)[] = [];
  const gateway: SmsGateway = {
    async send({ reference }) {
      references.push(reference);
      return { kind: 'refused', again: true, because: 'RateLimitError' };
    },
  };
  const parts = wireTexts({ table: test.table, keyring, now: () => clock.ms });
  const sendText = createSendText({ ...parts, gateway });
  const due = aText({ log: { kind: 'case', id: 'K7MQ2X1' } });
  await parts.texts.add(due);

  await sendText(keyOf(due));
  clock.ms += 3_600_000;
  await sendText(keyOf(due));

  expect(references).toHaveLength(2);
  expect(new Set(references).size).toBe(2);
  for (const reference of references) expect(reference).toMatch(/^[\w-]{22}$/);
});
