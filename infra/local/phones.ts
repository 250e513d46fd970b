import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import { type DeliveryLog, fateOf } from './delivery-log.ts';
import type { GateAnswer, GateService } from './gate.ts';
import type { KeptState, KeptText } from './kept-state.ts';
import type { MessageService } from './messages.ts';
import { ACCOUNT, REGION } from './physical-names.ts';
import { cfnBoolean, type Templates } from './templates.ts';

/** The phones that people would have in their hands. */
export interface Phones {
  /** A text to a phone; returns the carrier's id. It does not come up on a phone that texts do not reach. */
  deliver(number: string, body: string): string;
  /**
   * A text from a phone to the council's number, published as AWS does for a two-way number.
   * @param inReplyTo id of the text it answers; else the last one the phone was sent
   */
  reply(text: { from: string; body: string; inReplyTo?: string }): Promise<KeptText>;
  texts(number?: string, after?: number): KeptText[];
}

interface Settings {
  state: KeptState;
  clock: Clock;
  templates: Templates;
  messages: MessageService;
}

export function createPhones({ state, clock, templates, messages }: Settings): Phones {
  const keep = (text: Omit<KeptText, 'at'>): KeptText => {
    const kept = { ...text, at: new Date(clock.now()).toISOString() };
    state.addText(kept);
    return kept;
  };
  return {
    texts: state.texts,
    deliver: (number, body) => {
      const id = randomUUID();
      if (!fateOf(number)?.response) keep({ id, number, direction: 'out', body });
      return id;
    },
    reply: async ({ from, body, inReplyTo }) => {
      const { topicArn, number } = twoWayNumber(templates);
      const last = state.texts(from).findLast(({ direction }) => direction === 'out');
      const text = keep({ id: randomUUID(), number: from, direction: 'in', body });
      const answered = inReplyTo ?? last?.id;
      await messages.publish(
        topicArn,
        JSON.stringify({
          originationNumber: from,
          destinationNumber: number,
          messageKeyword: `KEYWORD_${number.replace('+', '')}`,
          messageBody: body,
          inboundMessageId: text.id,
          ...(answered && { previousPublishedMessageId: answered }),
        }),
      );
      return text;
    },
  };
}

/** The council's number that takes replies, and the topic it publishes them to. */
function twoWayNumber(templates: Templates): { topicArn: string; number: string } {
  for (const resource of templates.ofType('AWS::SMSVOICE::PhoneNumber')) {
    const { TwoWay } = templates.read(resource, {
      TwoWay: z.object({ Enabled: cfnBoolean, ChannelArn: z.string().optional() }).optional(),
    });
    if (TwoWay?.Enabled && TwoWay.ChannelArn)
      return { topicArn: TwoWay.ChannelArn, number: templates.attributeOf(resource, 'PhoneNumber') };
  }
  throw new Error('No phone number in the templates takes replies');
}

/** E.164 as SNS checks it. */
const E164 = /^\+[1-9]\d{6,14}$/;
/** SNS refuses a longer text to a phone: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LONGEST_TEXT = 1600;

/** SNS behind the gate: texts go to the phones, and what became of them to the delivery log; everything else on to `forward`. */
export function createSnsGate(
  phones: Phones,
  deliveryLog: Pick<DeliveryLog, 'write'>,
  forward: (request: { headers: Record<string, string>; body: Buffer }) => Promise<GateAnswer>,
): GateService {
  const xml = (status: number, body: string): GateAnswer => ({ status, headers: { 'content-type': 'text/xml' }, body });
  const error = (status: number, code: string, message: string) =>
    xml(
      status,
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    );
  return {
    refuse: (code, message) => error(403, code === 'AccessDeniedException' ? 'AuthorizationError' : 'InvalidClientTokenId', message),
    prepare: ({ headers, body }) => {
      const form = new URLSearchParams(body.toString('utf8'));
      const action = form.get('Action') ?? '';
      const number = form.get('PhoneNumber');
      const resource = number ?? form.get('TopicArn') ?? form.get('TargetArn') ?? `arn:aws:sns:${REGION}:${ACCOUNT}:*`;
      return {
        operation: action,
        accesses: [{ action: action === 'PublishBatch' ? 'sns:Publish' : `sns:${action}`, resource }],
        run: async () => {
          if (action !== 'Publish' || number === null) {
            return forward({
              headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: headers.authorization ?? '' },
              body,
            });
          }
          const message = form.get('Message') ?? '';
          if (!E164.test(number))
            return error(400, 'InvalidParameter', 'Invalid parameter: PhoneNumber Reason: input is not a valid phone number');
          if (message === '') return error(400, 'InvalidParameter', 'Invalid parameter: Empty message');
          if (message.length > LONGEST_TEXT) return error(400, 'InvalidParameter', 'Invalid parameter: Message too long');
          const id = phones.deliver(number, message);
          deliveryLog.write({ id, number, body: message });
          return xml(
            200,
            `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`,
          );
        },
      };
    },
  };
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
