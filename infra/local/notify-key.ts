import { randomUUID } from 'node:crypto';
import type { KeptState } from './kept-state.ts';

/**
 * Puts a key of the local Notify in its secret, as a person puts a real one in the deployed secret's place. A key stays as
 * long as the data does.
 * @returns the key's two parts; undefined where no function of the templates sends by Notify
 */
export function makeNotifyKey(
  functions: readonly { environment: Record<string, string> }[],
  state: KeptState,
): { serviceId: string; secret: string } | undefined {
  const arn = functions.map(({ environment }) => environment['NOTIFY_KEY_SECRET_ARN']).find((each) => each !== undefined);
  if (arn === undefined) return undefined;
  const key = state.getOrMake(`secret ${arn}`, () => `front-door-${randomUUID()}-${randomUUID()}`);
  return { serviceId: key.slice(-73, -37), secret: key.slice(-36) };
}
