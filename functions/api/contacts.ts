import { parseMobile } from '../../shared/domain/mobile.ts';
import { chasedCase } from '../../shared/use-cases/chased-case.ts';
import { causeOf, parseBody } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { json, problem } from './problem.ts';
import { newContactSchema } from './schemas.ts';

/** Logs contacts that reached the council by some other system. */
export function contactRoutes({ catalogue, keyring, logContact, loadCase, newId, withScope }: ApiDeps) {
  return {
    log: withScope('contacts.write', async (event, caller) => {
      const nonce = causeOf(event, caller, keyring, newId);
      if (!nonce) return problem(400, 'Idempotency-Key must have 1 to 255 characters.');
      const parsed = parseBody(event, newContactSchema);
      if ('refused' in parsed) return parsed.refused;
      const { channel, service, outcome, about: asked, mobile: typed } = parsed.body;
      if (!catalogue.has(service))
        return problem(422, 'There is no such service.', [{ pointer: '/service', detail: 'is not a service: see /api/v1/services' }]);
      const mobile = typed === undefined ? undefined : parseMobile(typed);
      if (typed !== undefined && !mobile)
        return problem(422, 'The mobile is not a UK mobile.', [
          { pointer: '/mobile', detail: 'must be a UK mobile number, like 07700 900123' },
        ]);
      const about = asked === undefined ? undefined : await chasedCase(loadCase, asked, service);
      if (asked !== undefined && !about)
        return problem(422, 'No case of that service has that reference.', [
          { pointer: '/about', detail: 'must be the reference of a case of the service' },
        ]);
      const logged = await logContact({
        nonce,
        channel,
        service,
        outcome,
        ...(about ? { about } : {}),
        ...(mobile ? { mobile } : {}),
        by: { kind: 'client', id: caller.id },
      });
      if (logged.kind === 'already-logged' && logged.changed) return problem(422, 'This Idempotency-Key was used with another contact.');
      return json(logged.kind === 'logged' ? 201 : 200, { id: logged.id });
    }),
  };
}
