import { instantOf } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { reasonsOf } from '../../shared/domain/contact-reason.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import { chasedCase } from '../../shared/use-cases/chased-case.ts';
import type { LeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import type { LogContact, NewContact } from '../../shared/use-cases/log-contact.ts';
import { type RowOutcome, takeRows } from './batch.ts';
import { causeOf, causeOfKey, parseBody, type WithScope } from './caller.ts';
import {
  contactRowSchema,
  looseContactBatchSchema,
  looseRatingBatchSchema,
  type NewContactBody,
  newContactSchema,
  ratingRowSchema,
} from './contact-schemas.ts';
import { json, type ProblemError, problem } from './problem.ts';

export type ContactDeps = {
  catalogue: Catalogue;
  keyring: Keyring;
  logContact: LogContact;
  leaveRatings: LeaveRatings;
  loadCase: LoadCase;
  newId: () => string;
  withScope: WithScope;
  now: () => number;
};

const CONTACTS = '/api/v1/contacts';
const RATINGS = '/api/v1/ratings';
/** Clocks differ by so much at most. */
const AHEAD_MS = 5 * 60_000;
/** Before it there is nothing to report on. */
const EARLIEST = '2000-01-01T00:00:00.000Z';

/** Contacts that reached the council by some other system, and ratings left on paper or by a device. */
export function contactRoutes({ catalogue, keyring, logContact, leaveRatings, loadCase, newId, withScope, now }: ContactDeps) {
  const wrong = (pointer: string, detail: string): { errors: ProblemError[]; what: string } => ({
    errors: [{ pointer, detail }],
    what: detail,
  });

  const instantIn = (at: string | undefined): string | undefined | 'wrong' => {
    if (at === undefined) return undefined;
    const instant = instantOf(Date.parse(at));
    return instant < EARLIEST || Date.parse(instant) > now() + AHEAD_MS ? 'wrong' : instant;
  };
  const wrongAt = wrong('/at', 'must be an instant since the year 2000 and not ahead of now');
  const noService = wrong('/service', 'is not a service: see /api/v1/services');

  /** What was sent, as it is to be logged, or what is wrong with it. */
  const read = async ({ at, about: asked, mobile: typed, ...body }: NewContactBody) => {
    const service = catalogue.get(body.service);
    if (!service) return noService;
    const { channel, outcome, reason } = body;
    if (reason !== undefined && !reasonsOf(service).some(({ id }) => id === reason))
      return wrong('/reason', 'is not one of the contactReasons of the service: see /api/v1/services/{service}');
    const mobile = typed === undefined ? undefined : parseMobile(typed);
    if (typed !== undefined && !mobile) return wrong('/mobile', 'must be a UK mobile number, like 07700 900123');
    const happenedAt = instantIn(at);
    if (happenedAt === 'wrong') return wrongAt;
    const about = asked === undefined ? undefined : await chasedCase(loadCase, asked, service.id);
    if (asked !== undefined && !about) return wrong('/about', 'must be the reference of a case of the service');
    const contact: Omit<NewContact, 'nonce' | 'by'> = {
      channel,
      service: service.id,
      outcome,
      ...(reason ? { reason } : {}),
      ...(about ? { about } : {}),
      ...(mobile ? { mobile } : {}),
      ...(happenedAt ? { happenedAt } : {}),
    };
    return { contact };
  };

  const keyUsed: RowOutcome = { outcome: 'refused', errors: [{ pointer: '/key', detail: 'was used before, with something else' }] };

  return {
    log: withScope('contacts.write', async (event, caller) => {
      const nonce = causeOf(event, caller, keyring, newId);
      if (!nonce) return problem(400, 'Idempotency-Key must have 1 to 255 characters.');
      const parsed = parseBody(event, newContactSchema);
      if ('refused' in parsed) return parsed.refused;
      const found = await read(parsed.body);
      if ('errors' in found) return problem(422, 'The contact cannot be logged as it is.', found.errors);
      const logged = await logContact({ nonce, ...found.contact, by: { kind: 'client', id: caller.id } });
      if (logged.kind === 'already-logged' && logged.changed) return problem(422, 'This Idempotency-Key was used with another contact.');
      return json(logged.kind === 'logged' ? 201 : 200, { id: logged.id });
    }),

    logBatch: withScope('contacts.write', async (event, caller) => {
      const parsed = parseBody(event, looseContactBatchSchema);
      if ('refused' in parsed) return parsed.refused;
      const take = async ({ key, ...row }: NewContactBody & { key: string }): Promise<RowOutcome> => {
        const found = await read(row);
        if ('errors' in found) return { outcome: 'refused', errors: found.errors };
        const nonce = causeOfKey(keyring, caller, CONTACTS, key);
        const logged = await logContact({ nonce, ...found.contact, by: { kind: 'client', id: caller.id } });
        if (logged.kind === 'already-logged' && logged.changed) return keyUsed;
        return { outcome: logged.kind === 'logged' ? 'taken' : 'taken-before', id: logged.id };
      };
      return json(200, await takeRows(parsed.body.contacts, { schema: contactRowSchema, under: 'contacts', take }));
    }),

    rateBatch: withScope('contacts.write', async (event, caller) => {
      const parsed = parseBody(event, looseRatingBatchSchema);
      if ('refused' in parsed) return parsed.refused;
      const take = async (row: (typeof ratingRowSchema)['_output']): Promise<RowOutcome> => {
        const { key, service, channel, via, score, quantity, comment, at } = row;
        if (!catalogue.has(service)) return { outcome: 'refused', errors: noService.errors };
        const happenedAt = instantIn(at);
        if (happenedAt === 'wrong') return { outcome: 'refused', errors: wrongAt.errors };
        const left = await leaveRatings({
          nonce: causeOfKey(keyring, caller, RATINGS, key),
          service,
          channel,
          via,
          scores: [{ score, quantity }],
          ...(comment ? { comment } : {}),
          ...(happenedAt ? { happenedAt } : {}),
          by: { kind: 'client', id: caller.id },
        });
        if (left.kind === 'already-kept' && left.changed) return keyUsed;
        return { outcome: left.kind === 'kept' ? 'taken' : 'taken-before', id: left.id };
      };
      return json(200, await takeRows(parsed.body.ratings, { schema: ratingRowSchema, under: 'ratings', take }));
    }),
  };
}
