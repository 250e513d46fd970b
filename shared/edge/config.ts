import * as z from 'zod';

/** Who the council is, on pages and in texts. `shortName` begins every text. */
export const councilSchema = z.object({
  name: z.string().min(3),
  shortName: z.string().min(3).max(24),
  phone: z.string().min(5),
  email: z.string().min(5),
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

const common = z.object({
  TABLE_NAME: z.string().min(3),
  KEY_SECRET_ARN: z.string().min(1),
  COUNCIL: json.pipe(councilSchema),
  BASE_URL: z.url().transform((url) => url.replace(/\/$/, '')),
});
const http = common.extend({ ORIGIN_SECRET_ARN: z.string().min(1) });

/** The environments of our functions, each parsed once, in `index.ts`. A missing or wrong variable stops the function with its name. */
export const environments = {
  common,
  http,
  console: http.extend({ OIDC_ISSUER: z.url(), OIDC_CLIENT_ID: z.string().min(1) }),
  projector: common.extend({ TEXTS_QUEUE_URL: z.url() }),
  sender: common.extend({ ORIGINATION_NUMBER: z.string().min(3) }),
};

/** Parses the environment by one of {@link environments}; the error names each wrong variable and never its value. */
export function loadConfig<S extends z.ZodType>(schema: S, env: Record<string, string | undefined>): z.infer<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`environment: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
}
