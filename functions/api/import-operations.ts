import { applyImportSchema, importSchema, newImportSchema, startedImportSchema } from './import-schemas.ts';
import type { Operation } from './openapi.ts';

const id = { id: 'The id of an import' };

/** Imports, for the OpenAPI document. */
export const importOperations: Record<string, Record<string, Operation>> = {
  '/api/v1/imports': {
    post: {
      id: 'beginImport',
      summary: 'Send an extract of claims, or the calls of a telephone system: a small one as text/csv, or ask for a form to send any with',
      scope: 'imports.write',
      query: { profile: 'With text/csv: by which profile the file is read' },
      body: newImportSchema,
      csv: true,
      idempotent: true,
      answers: {
        201: { description: 'Begun: send the file with the form', schema: startedImportSchema },
        202: { description: 'The file was taken, and will be gone through', schema: startedImportSchema },
        200: { description: 'Begun before, under the same Idempotency-Key', schema: startedImportSchema },
      },
      problems: [400, 401, 403, 413, 415, 422],
    },
  },
  '/api/v1/imports/{id}': {
    get: {
      id: 'readImport',
      summary: 'How far an import is, what it would do or has done, and what is wrong with its rows; nothing personal',
      scope: 'imports.write',
      parameters: id,
      query: { after: 'For the next page of faults: the `next` of the page before' },
      answers: { 200: { description: 'The import', schema: importSchema } },
      problems: [401, 403, 404],
    },
  },
  '/api/v1/imports/{id}/apply': {
    post: {
      id: 'applyImport',
      summary: 'Take in an import that has been gone through',
      scope: 'imports.write',
      parameters: id,
      body: applyImportSchema,
      idempotent: true,
      answers: {
        202: { description: 'It is being taken in', schema: importSchema },
        200: { description: 'It was taken in', schema: importSchema },
      },
      problems: [400, 401, 403, 404, 409, 415, 422],
    },
  },
};
