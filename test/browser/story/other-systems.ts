import { describe, expect, it } from 'vitest';
import type { Stage } from './stage.ts';

/** A system of the council's works by the API what people work by pages. */
export function otherSystems(stage: Stage): void {
  describe('another system', () => {
    const api = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const { clientId, clientSecret, tokenEndpoint, scope } = (await (
        await fetch(`${stage.door.baseUrl}/_local/api/credentials`)
      ).json()) as Record<string, string>;
      const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
      const grant = new URLSearchParams({ grant_type: 'client_credentials', scope: scope ?? '' });
      const token = await fetch(tokenEndpoint ?? '', { method: 'POST', body: grant, headers: { authorization } });
      const { access_token: bearer } = (await token.json()) as { access_token: string };
      const answer = await fetch(`${stage.door.baseUrl}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const bin = {
      service: 'missed-bin',
      channel: 'telephone',
      answers: {
        'which-bin': 'food',
        'missed-on': '2025-03-03',
        address: { line1: '1 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
        mobile: { wanted: true, number: '07700 900299' },
      },
    };

    it('opens a case once for one Idempotency-Key, adds to it, and logs a contact', async () => {
      const key = { 'idempotency-key': 'call-4711' };
      const [first, again] = [await api('POST', '/cases', bin, key), await api('POST', '/cases', bin, key)];
      expect([first.status, again.status, again.body['reference']]).toEqual([201, 200, first.body['reference']]);
      const path = `/cases/${first.body['reference']}`;
      // A text about an earlier stage is not sent once a later one is decided: this one must leave first.
      await stage.door.settle();
      const { body: read } = await api('GET', path);
      const moved = await api('POST', `${path}/events`, { type: 'complete', basedOn: read['sequence'] });
      expect([moved.status, moved.body['stage']]).toEqual([200, { id: 'emptied', name: 'Emptied', actor: 'nobody' }]);
      expect((await api('POST', '/contacts', { channel: 'email', service: 'missed-bin', outcome: 'answered' })).status).toBe(201);
      await stage.door.settle();
      expect(await stage.door.textsTo('07700 900299')).toHaveLength(2);
    });

    it('is told what is wrong as problem details', async () => {
      const refused = await api('POST', '/cases', { ...bin, answers: { ...bin.answers, 'which-bin': 'purple' } });
      expect([refused.status, refused.body]).toEqual([
        422,
        expect.objectContaining({ status: 422, errors: [{ pointer: '/answers/which-bin', detail: 'Select which bin was missed' }] }),
      ]);
    });
  });
}
