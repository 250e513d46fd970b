import { PublishCommand, type SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { SendOutcome } from '../../domain/text.ts';
import type { SmsGateway } from '../../ports/sms-gateway.ts';

/**
 * How the client that publishes to phones must be made. Publish has no token against duplicates, and with the SDK's
 * own retries one call whose connection dropped after acceptance delivered three texts. Without
 * `throwOnRequestTimeout` a late answer is only warned of.
 */
export const snsClientSettings = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} satisfies SNSClientConfig;

/** Errors after which we know that the request never left: no address, no listener, no credentials. */
const NEVER_LEFT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']);
/** Refusals that say this number or text will never do, by SNS's error names. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValueException',
  'ParameterValueInvalid',
  'OptedOut',
  'OptedOutException',
]);

/**
 * Amazon SNS as the carrier.
 * @param options.client made with {@link snsClientSettings}
 * @param options.originationNumber the council's number, E.164: replies come back to it
 */
export function createSnsGateway({ client, originationNumber }: { client: SNSClient; originationNumber: string }): SmsGateway {
  return {
    async send({ to, body }) {
      const command = new PublishCommand({
        PhoneNumber: to,
        Message: body,
        MessageAttributes: {
          'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
          'AWS.MM.SMS.OriginationNumber': { DataType: 'String', StringValue: originationNumber },
        },
      });
      try {
        const { MessageId } = await client.send(command);
        return MessageId ? { kind: 'accepted', messageId: MessageId } : { kind: 'unknown', because: 'no-message-id' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/** An answer of 4xx is a refusal; a timeout, a reset, a 5xx and anything unforeseen are unknown. */
function outcomeOf(error: unknown): SendOutcome {
  const {
    name = 'Error',
    code = '',
    $metadata,
  } = (error ?? {}) as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  const because = code || name;
  if (NEVER_LEFT.has(because)) return { kind: 'refused', again: true, because };
  const status = $metadata?.httpStatusCode ?? 0;
  const refused = status >= 400 && status < 500 && status !== 408;
  return refused ? { kind: 'refused', again: !FOR_GOOD.has(name), because } : { kind: 'unknown', because };
}
