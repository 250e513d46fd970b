import { batchOutcomeSchema, contactBatchSchema, loggedContactSchema, newContactSchema, ratingBatchSchema } from './contact-schemas.ts';
import type { Operation } from './openapi.ts';

const batchAnswer = { 200: { description: 'What became of each row, in their order', schema: batchOutcomeSchema } };

/** Contacts and ratings that came some other way, for the OpenAPI document. */
export const contactOperations: Record<string, Record<string, Operation>> = {
  '/api/v1/contacts': {
    post: {
      id: 'logContact',
      summary: 'Log a contact',
      scope: 'contacts.write',
      body: newContactSchema,
      idempotent: true,
      answers: {
        201: { description: 'Logged', schema: loggedContactSchema },
        200: { description: 'Logged before, under the same Idempotency-Key', schema: loggedContactSchema },
      },
      problems: [400, 401, 403, 415, 422],
    },
  },
  '/api/v1/contacts/batch': {
    post: {
      id: 'logContacts',
      summary: 'Log up to 500 contacts, now or long past',
      scope: 'contacts.write',
      body: contactBatchSchema,
      answers: batchAnswer,
      problems: [400, 401, 403, 413, 415, 422],
    },
  },
  '/api/v1/ratings/batch': {
    post: {
      id: 'enterRatings',
      summary: 'Enter up to 50 ratings that were left on paper or by a device',
      scope: 'contacts.write',
      body: ratingBatchSchema,
      answers: batchAnswer,
      problems: [400, 401, 403, 413, 415, 422],
    },
  },
};
