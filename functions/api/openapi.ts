import * as z from 'zod';
import type { Scope } from './caller.ts';
import { contactOperations } from './contact-operations.ts';
import { importOperations } from './import-operations.ts';
import {
  caseCommandSchema,
  caseSchema,
  measuresSchema,
  openCaseSchema,
  openedCaseSchema,
  problemSchema,
  serviceDetailSchema,
  serviceSummarySchema,
} from './schemas.ts';

export type Operation = {
  id: string;
  summary: string;
  scope: Scope;
  parameters?: Record<string, string>;
  query?: Record<string, string>;
  body?: z.ZodType;
  /** It takes a file of that kind in place of the body. */
  csv?: boolean;
  idempotent?: boolean;
  answers: Record<number, { description: string; schema: z.ZodType }>;
  problems: number[];
};

const reference = { reference: 'A reference: case, spaces and dashes do not matter' };

const operations: Record<string, Record<string, Operation>> = {
  '/api/v1/services': {
    get: {
      id: 'listServices',
      summary: 'The services residents can ask for',
      scope: 'services.read',
      answers: { 200: { description: 'All services', schema: z.object({ services: z.array(serviceSummarySchema) }) } },
      problems: [401, 403],
    },
  },
  '/api/v1/services/{service}': {
    get: {
      id: 'readService',
      summary: 'One service, with its questions and stages',
      scope: 'services.read',
      parameters: { service: 'The id of a service' },
      answers: { 200: { description: 'The service', schema: serviceDetailSchema } },
      problems: [401, 403, 404],
    },
  },
  '/api/v1/cases': {
    post: {
      id: 'openCase',
      summary: 'Open a case',
      scope: 'cases.write',
      body: openCaseSchema,
      idempotent: true,
      answers: {
        201: { description: 'Opened', schema: openedCaseSchema },
        200: { description: 'Opened before, under the same Idempotency-Key', schema: openedCaseSchema },
      },
      problems: [400, 401, 403, 413, 415, 422],
    },
  },
  '/api/v1/cases/{reference}': {
    get: {
      id: 'readCase',
      summary: 'Where a case stands; nothing personal',
      scope: 'cases.read',
      parameters: reference,
      answers: { 200: { description: 'The case', schema: caseSchema } },
      problems: [401, 403, 404],
    },
  },
  '/api/v1/cases/{reference}/events': {
    post: {
      id: 'addToCase',
      summary: 'Move a case on, ask for evidence, decide, complete, close or note',
      scope: 'cases.write',
      parameters: reference,
      body: caseCommandSchema,
      idempotent: true,
      answers: { 200: { description: 'The case as it stands now', schema: caseSchema } },
      problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
    },
  },
  ...contactOperations,
  ...importOperations,
  '/api/v1/measures/{quarter}': {
    get: {
      id: 'readMeasures',
      summary: 'What the council measures in a financial quarter',
      scope: 'measures.read',
      parameters: { quarter: 'Like 2026-27-q3; Q1 is April to June' },
      answers: { 200: { description: 'The figures of the quarter', schema: measuresSchema } },
      problems: [401, 403, 404],
    },
  },
};

/** The OpenAPI 3.1 description of the API, made from the schemas that the routes parse with. */
export function openApi(baseUrl: string) {
  const paths = Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, operationObject(operation)])),
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Front Door', version: '1', description: 'Services, cases, contacts and measures of a council’s front door.' },
    servers: [{ url: baseUrl }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'OAuth 2 client credentials' } },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
}

function operationObject({ id, summary, scope, parameters = {}, query = {}, body, csv, idempotent, answers, problems }: Operation) {
  const inPath = Object.entries(parameters).map(([name, description]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }));
  const idempotencyKey = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key again does nothing more, and answers as before',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  };
  const answered = Object.entries(answers).map(([status, { description, schema }]) => [
    status,
    { description, content: { 'application/json': { schema: jsonSchema(schema, 'output') } } },
  ]);
  const refused = problems.map((status) => [
    status,
    { description: 'Problem details', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]);
  return {
    operationId: id,
    summary,
    security: [{ token: [scope] }],
    parameters: [...inPath, ...inQuery, ...(idempotent ? [idempotencyKey] : [])],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: jsonSchema(body, 'input') },
              ...(csv ? { 'text/csv': { schema: { type: 'string' } } } : {}),
            },
          },
        }
      : {}),
    responses: Object.fromEntries([...answered, ...refused]),
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
