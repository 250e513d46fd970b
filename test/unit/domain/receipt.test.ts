import { describe, expect, it } from 'vitest';
import { isForGood, readDeliveryLine } from '../../../shared/domain/receipt.ts';

/** awsdocs/amazon-sns-developer-guide, sms_stats_cloudwatch.md */
const success = {
  notification: { messageId: '34d9b400-c6dd-5444-820d-fbeb0f1f54cf', timestamp: '2016-06-28 00:40:34.558' },
  delivery: {
    phoneCarrier: 'My Phone Carrier',
    mnc: 270,
    numberOfMessageParts: 1,
    destination: '+447700900123',
    priceInUSD: 0.00645,
    smsType: 'Transactional',
    mcc: 310,
    providerResponse: 'Message has been accepted by phone carrier',
    dwellTimeMs: 599,
    dwellTimeMsUntilDeviceAck: 1344,
  },
  status: 'SUCCESS',
};
const failure = (providerResponse?: string) =>
  JSON.stringify({ ...success, delivery: { destination: '+447700900123', providerResponse }, status: 'FAILURE' });

describe('a line of the delivery log', () => {
  it('says that a text was delivered, at a time that is UTC', () => {
    expect(readDeliveryLine(JSON.stringify(success))).toEqual({
      messageId: '34d9b400-c6dd-5444-820d-fbeb0f1f54cf',
      to: '+447700900123',
      receipt: { at: '2016-06-28T00:40:34.558Z', state: 'delivered' },
    });
  });

  it.each([
    ['Blocked as spam by phone carrier', 'blocked-as-spam', false],
    ['Destination is on a blocked list', 'destination-blocked', true],
    ['Invalid phone number', 'invalid-number', true],
    ['Message body is invalid', 'invalid-body', false],
    ['Phone carrier has blocked this message', 'carrier-blocked-message', false],
    ['Phone carrier is currently unreachable/unavailable', 'carrier-unreachable', false],
    ['Phone has blocked SMS', 'phone-blocks-texts', true],
    ['Phone is on a blocked list', 'phone-blocked', true],
    ['Phone is currently unreachable/unavailable', 'phone-unreachable', false],
    ['Phone number is opted out', 'opted-out', true],
    ['This delivery would exceed max price', 'over-max-price', false],
    ['Unknown error attempting to reach phone', 'unknown-error', false],
    ['Something AWS has not told anybody yet', 'unknown-reason', false],
    ['constructor', 'unknown-reason', false],
    [undefined, 'unknown-reason', false],
  ])('that failed with %j is %s', (response, because, forGood) => {
    const line = readDeliveryLine(failure(response));
    expect(line?.receipt).toMatchObject({ state: 'failed', because });
    expect(isForGood(because)).toBe(forGood);
  });

  it.each(['', 'no', '{}', '[]', 'null', JSON.stringify({ ...success, status: 'PENDING' })])('that reads %j is none', (message) => {
    expect(readDeliveryLine(message)).toBeUndefined();
  });
});
