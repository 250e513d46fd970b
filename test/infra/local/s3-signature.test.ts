import { expect, it } from 'vitest';
import { expectedSignature, parseCredential, parseSigningTime, presignedText } from '../../../infra/local/s3-signature.ts';

it('works out the signature of the link in Amazon’s own example', () => {
  // docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'left out of what is signed',
  });
  const scope = parseCredential(query.get('X-Amz-Credential') ?? '');
  const text = presignedText('GET', '/test.txt', query, 'examplebucket.s3.amazonaws.com');
  expect(scope && expectedSignature('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope, text)).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
  expect(new Date(parseSigningTime('20130524T000000Z')).toISOString()).toBe('2013-05-24T00:00:00.000Z');
});
