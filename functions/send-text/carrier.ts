import type { SNSClient } from '@aws-sdk/client-sns';
import type * as z from 'zod';
import { parseNotifyKey } from '../../shared/adapters/notify/api-key.ts';
import { createNotifyGateway } from '../../shared/adapters/notify/notify-gateway.ts';
import { createSnsGateway } from '../../shared/adapters/sns/sns-gateway.ts';
import type { environments } from '../../shared/edge/config.ts';
import type { SmsGateway } from '../../shared/ports/sms-gateway.ts';

type CarrierParts = { sns: () => SNSClient; readSecret: (arn: string) => Promise<string>; now: () => number };

/** The carrier that the environment names. Throws when Notify's key has not been put in its secret. */
export async function createCarrier(
  config: z.infer<typeof environments.sender>,
  { sns, readSecret, now }: CarrierParts,
): Promise<SmsGateway> {
  switch (config.CARRIER) {
    case 'sns':
      return createSnsGateway({ client: sns(), originationNumber: config.ORIGINATION_NUMBER });
    case 'notify':
      return createNotifyGateway({
        baseUrl: config.NOTIFY_URL,
        key: parseNotifyKey(await readSecret(config.NOTIFY_KEY_SECRET_ARN)),
        templateId: config.NOTIFY_TEMPLATE_ID,
        senderId: config.NOTIFY_SENDER_ID,
        now,
      });
  }
}
