import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOsPlaces } from '../../../shared/adapters/os-places/os-places.ts';
import { openLocalPlaces } from '../../support/addresses.ts';

let places: Awaited<ReturnType<typeof openLocalPlaces>>;
beforeAll(async () => {
  places = await openLocalPlaces();
});
afterAll(() => places.stop());

/** Something in the place of Ordnance Survey that answers so. */
async function answering(status: number, body: string, { never = false } = {}) {
  const asked: { url: string | undefined; key: unknown }[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push({ url, key: headers['key'] });
    if (!never) response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    find: createOsPlaces({ baseUrl, apiKey: async () => ' a-key\n', timeoutMs: 300 }),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
const DPA = { UPRN: '100', POST_TOWN: 'STOKE-ON-TRENT', POSTCODE: 'ST1 1AA', LAT: 53.0251234, LNG: -2.175 };

describe('addresses by postcode', () => {
  it('are those of the postcode, as they are written on an envelope', async () => {
    const found = await places.findAddresses('NW1 4RP');
    const addresses = found.kind === 'found' ? found.addresses : [];
    expect(addresses).toHaveLength(39);
    expect(addresses[11]).toEqual({
      uprn: '10090000012',
      line1: '12 Mill Lane',
      town: 'Northwick',
      postcode: 'NW1 4RP',
      lat: 52.22693,
      lon: -2.228,
    });
    expect(await places.findAddresses('NW1 5EG')).toMatchObject({
      addresses: [{ line1: 'Flat 1', line2: "St Mary's Court, Church Street" }, { line1: 'Flat 2' }, { line1: 'Flat 3' }],
    });
    expect(await places.findAddresses('NW1 1AA')).toMatchObject({
      addresses: [{ line1: 'Northwick District Council', line2: 'Council Offices, 1 Market Place' }],
    });
  });

  it('are none for a postcode that nobody has', async () => {
    expect(await places.findAddresses('NW1 9ZZ')).toEqual({ kind: 'found', addresses: [] });
    expect(await places.findAddresses('ZZ99 9ZZ')).toEqual({ kind: 'found', addresses: [] });
  });

  it('are not known without the right key', async () => {
    const shut = await openLocalPlaces({ key: 'another' });
    expect(await shut.findAddresses('NW1 4RP')).toEqual({ kind: 'unknown', because: 'http-401' });
    await shut.stop();
    const without = createOsPlaces({ baseUrl: places.url, apiKey: () => Promise.reject(new Error('no secret')) });
    expect(await without('NW1 4RP')).toEqual({ kind: 'unknown', because: 'no-key' });
  });

  it('are asked for with the key in a header, in degrees, a hundred at most', async () => {
    const other = await answering(
      200,
      JSON.stringify({ results: [{ DPA: { ...DPA, BUILDING_NAME: '12A', THOROUGHFARE_NAME: 'THE OLD WHARF' } }] }),
    );
    expect(await other.find('ST1 1AA')).toEqual({
      kind: 'found',
      addresses: [
        { uprn: '100', line1: '12A', line2: 'The Old Wharf', town: 'Stoke-on-Trent', postcode: 'ST1 1AA', lat: 53.02512, lon: -2.175 },
      ],
    });
    expect(other.asked).toEqual([
      { url: '/search/places/v1/postcode?postcode=ST1+1AA&dataset=DPA&output_srs=EPSG%3A4326&maxresults=100', key: 'a-key' },
    ]);
    other.stop();
  });

  it.each([
    ['refused for too many', 429, '{}', 'http-429'],
    ['broken', 503, 'oh', 'http-503'],
    ['no JSON', 200, '<html>', 'not-understood'],
    ['of another shape', 200, '{"results":[{"LPI":{}}]}', 'not-understood'],
  ])('are not known where the answer is %s', async (_, status, body, because) => {
    const other = await answering(status, body);
    expect(await other.find('NW1 4RP')).toEqual({ kind: 'unknown', because });
    other.stop();
  });

  it('are not waited for', async () => {
    const other = await answering(200, '', { never: true });
    expect(await other.find('NW1 4RP')).toEqual({ kind: 'unknown', because: 'ETIMEDOUT' });
    other.stop();
  });
});
