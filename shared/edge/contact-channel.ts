import * as z from 'zod';
import { type Channel, channelSchema } from '../domain/case.ts';
import { cookie } from './http.ts';

const NAME = '__Host-contact-channel';
/** Longer than a holiday; it says nothing of anybody. */
const KEPT_SECONDS = 30 * 86_400;
const nameSchema = z.object({ channel: channelSchema });

/** The channel of the last contact that was logged in this browser: whoever sits at the desk does so all day. */
export const contactChannel = {
  make: (channel: Channel): string => cookie(NAME, channel, KEPT_SECONDS),
  read: (cookies: ReadonlyMap<string, string>): Channel | undefined => nameSchema.safeParse({ channel: cookies.get(NAME) }).data?.channel,
};
