import * as z from 'zod';
import { paceRulesSchema } from '../domain/pace.ts';

/** Who the council is, on pages and in texts, as `infra/stages.ts` describes it. `shortName` begins every text. */
export const councilSchema = z.strictObject({
  name: z.string().min(3),
  shortName: z
    .string()
    .min(3)
    .max(24)
    .regex(/^[\w .,&'()-]+$/),
  phone: z.string().regex(/^[0-9 ]{5,}$/),
  email: z.email(),
  /** The lines of its address, as they stand at the top of a letter. */
  postalAddress: z.array(z.string().min(2)).min(2).max(6).optional(),
  /** Where the council is: a pin on a map may lie in its area. */
  map: z
    .strictObject({
      area: z.strictObject({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
      /** Where its map begins, and from where it says in words where a pin is: "the middle of Northwick". */
      middle: z.strictObject({ name: z.string().min(2), lat: z.number(), lon: z.number() }),
      /** The address of a square of a map in Web Mercator (EPSG:3857), key and all: browsers ask for it. No map without it. */
      tiles: z
        .string()
        .regex(/^https?:\/\/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})/)
        .optional(),
      /** The deepest zoom at which there are squares. */
      deepest: z.int().min(12).max(20).default(16),
      /** What its licence wants said beside it. */
      credit: z.string().max(120).default('Contains OS data © Crown copyright and database rights'),
    })
    .optional(),
  timezone: z.literal('Europe/London'),
});

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const table = z.object({ TABLE_NAME: z.string().min(3) });
const common = table.extend({
  KEY_SECRET_ARN: z.string().min(1),
  COUNCIL: json.pipe(councilSchema),
  BASE_URL: z.url({ protocol: /^https?$/ }).refine((url) => !url.endsWith('/'), 'ends with a slash'),
});
const http = common.extend({ ORIGIN_SECRET_ARN: z.string().min(1) });

/** A bucket of files, and where browsers reach it. */
const evidence = { EVIDENCE_BUCKET: z.string().min(3), EVIDENCE_URL: z.url() };
const imports = { IMPORTS_BUCKET: z.string().min(3), IMPORTS_URL: z.url(), IMPORTS_QUEUE_URL: z.url() };

/** Whether quarters before launch are shown as they were published: see `shared/measures/baseline.ts`. */
const reports = { BASELINE: z.enum(['published', 'none']) };

/** GOV.UK Pay: where its API is, and which secret holds the key to it. */
const pay = { PAY_URL: z.url(), PAY_KEY_SECRET_ARN: z.string().min(1) };

/** Ordnance Survey: where its API is, and which secret holds the key to it. */
const addresses = { OS_URL: z.url(), OS_KEY_SECRET_ARN: z.string().min(1) };

/** What releases texts to a queue keeps to the pace. */
const pace = { TEXTS_QUEUE_URL: z.url(), TEXT_PACE: json.pipe(paceRulesSchema) };

/** The environments of our functions, each parsed once, in `index.ts`. A missing or wrong variable stops the function with its name. */
export const environments = {
  table,
  common,
  http,
  portal: http.extend({ ...evidence, ...pay, ...addresses }),
  payer: common.extend(pay),
  payHearer: http.extend({ PAY_WEBHOOK_SECRET_ARN: z.string().min(1) }),
  report: http.extend(reports),
  console: http.extend({
    ...evidence,
    ...imports,
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: z.string().min(1),
    PENCE_PER_PART: z.coerce.number().positive(),
  }),
  api: http.extend({ ...imports, ...reports, API_ISSUER: z.url(), API_AUDIENCE: json.pipe(z.array(z.string().min(1)).min(1)) }),
  projector: common.extend(pace),
  importer: common.extend({ IMPORTS_BUCKET: imports.IMPORTS_BUCKET, IMPORTS_QUEUE_URL: imports.IMPORTS_QUEUE_URL }),
  files: table.extend({ EVIDENCE_BUCKET: evidence.EVIDENCE_BUCKET }),
  forgetter: common.extend({ EVIDENCE_BUCKET: evidence.EVIDENCE_BUCKET }),
  releaser: table.extend({ ...pace, BULK_TEXTS_QUEUE_URL: z.url() }),
  /** By whom texts go. A secret is named by its ARN: an environment is shown to everyone who may look at a function. */
  sender: z.discriminatedUnion('CARRIER', [
    common.extend({ CARRIER: z.literal('sns'), ORIGINATION_NUMBER: z.string().min(3) }),
    common.extend({
      CARRIER: z.literal('notify'),
      NOTIFY_URL: z.url(),
      NOTIFY_KEY_SECRET_ARN: z.string().min(1),
      NOTIFY_TEMPLATE_ID: z.uuid(),
      NOTIFY_SENDER_ID: z.uuid().optional(),
    }),
  ]),
};

/** Parses the environment by one of {@link environments}; the error names each wrong variable and never its value. */
export function loadConfig<S extends z.ZodType>(schema: S, env: Record<string, string | undefined>): z.infer<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`environment: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
}
