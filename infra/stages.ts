import * as z from 'zod';

const httpsOrLocal = z.url({ protocol: /^https?$/ }).refine((url) => !url.endsWith('/'), 'leave out the slash at the end');

/** The functions have the same schema, for what they are given; a test compares the two. */
export const councilSchema = z.strictObject({
  name: z.string().min(3),
  /** What every text begins with: short, and in letters that do not double a text's price. */
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

/** The scopes an API client may be given. A token names them after the API: `front-door/cases.read`. */
export const apiScopes = {
  'services.read': 'Read the services residents can ask for',
  'cases.read': 'Read a case',
  'cases.write': 'Open a case and add to it',
  'contacts.write': 'Log a contact',
  'imports.write': 'Send extracts of claims, and have them taken in',
  'measures.read': 'Read what the council measures',
} as const;
type ApiScope = keyof typeof apiScopes;

const apiScope = z.enum(Object.keys(apiScopes) as [ApiScope, ...ApiScope[]]);

/**
 * Who says who staff are: a user pool of our own, or an issuer the council has (Entra ID, for one). Either way the groups of a
 * member of staff say what they may do: `adviser`, `officer` or `manager`, and `team:` with the team that a service names.
 */
const signInSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('user-pool'),
    /** Groups of staff, each with what it is for. */
    groups: z.record(z.string().regex(/^[a-z:-]+$/), z.string().min(1)),
    /** Systems that use the API, each a client with the scopes it needs. */
    apiClients: z.record(z.string().regex(/^[a-z-]+$/), z.array(apiScope).min(1)),
  }),
  z.strictObject({
    kind: z.literal('issuer'),
    issuer: httpsOrLocal,
    consoleClientId: z.string().min(1),
    apiAudience: z.array(z.string().min(1)).min(1),
  }),
]);

/** Where Notify is. It has no other place to try things in: a test key of the service makes texts that go nowhere. */
const NOTIFY_URL = 'https://api.notifications.service.gov.uk';

/**
 * Who takes texts to phones: Amazon SNS, from a number of our own, or GOV.UK Notify, from its service's. Notify's API key is put
 * by hand in the secret that the deployment makes.
 */
const carrierSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sns') }),
  z.strictObject({
    kind: z.literal('notify'),
    url: httpsOrLocal.default(NOTIFY_URL),
    /** A text message template whose content is `((body))` alone, in a service whose texts do not begin with its name. */
    templateId: z.uuid(),
    /** Which of the service's senders; its default where absent. */
    senderId: z.uuid().optional(),
  }),
]);

/** GOV.UK Pay has one address for trying things and for taking money: the key in its secret says which. */
const paymentsSchema = z.strictObject({
  url: httpsOrLocal.default('https://publicapi.payments.service.gov.uk'),
  /** Where its pages are, as an origin: ours may lead there and nowhere else. */
  pages: httpsOrLocal.default('https://www.payments.service.gov.uk'),
});

/** Ordnance Survey: whom addresses are asked for. Its key is put by hand in the secret that the deployment makes. */
const addressesSchema = z.strictObject({ url: httpsOrLocal.default('https://api.os.uk') });

/**
 * The most characters of a council's short name and its address together. Most texts hold both and may take one part; the check of
 * the catalogue's wording takes the two to be this long.
 */
export const namesInTexts = 44;

const stageSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z]+$/),
    council: councilSchema,
    baseUrl: httpsOrLocal,
    /** Absent where nobody outside comes: the distribution then has its own name and certificate. */
    domain: z
      .strictObject({
        name: z.string().min(4),
        /** Where Route 53 serves the domain. Without it, the council's DNS team makes the records by hand. */
        hostedZone: z.strictObject({ id: z.string(), name: z.string() }).optional(),
      })
      .optional(),
    /** Under which address browsers reach buckets, each by its name; where absent, each at its own host, as AWS has it. */
    bucketsUrl: httpsOrLocal.optional(),
    signIn: signInSchema,
    alarmEmails: z.array(z.email()),
    carrier: carrierSchema,
    payments: paymentsSchema.prefault({}),
    addresses: addressesSchema.prefault({}),
    texts: z.strictObject({
      /** What the number carries: a UK long code about ten. */
      partsPerSecond: z.int().min(1).max(100),
      /** Price of one part, rounded up, so that the ceiling is never passed. */
      pencePerPart: z.number().positive(),
      /** The most that texts may cost in a month. Past it they wait in the table, until the month ends or this is raised. */
      ceilingPounds: z.int().positive(),
    }),
    /**
     * US dollars a month, in which AWS counts the price of texts: the last resort, to be above the ceiling. Past this sum AWS
     * accepts texts and does not deliver them.
     */
    textSpendLimitUsd: z.int().positive(),
    /** Whether quarters before launch are shown as they were published (`shared/measures/council-figures.json`), or not at all. */
    baseline: z.enum(['published', 'none']).default('published'),
    /** False in an account whose quota of ten Lambdas at once leaves none to reserve. */
    reserveConcurrency: z.boolean(),
  })
  // A laptop's own address may be of any length: its texts cost nothing.
  .refine(
    ({ domain, council, baseUrl }) => !domain || council.shortName.length + baseUrl.length <= namesInTexts,
    `the short name and the address may have ${namesInTexts} characters between them: texts would take two parts`,
  );

export type Stage = z.infer<typeof stageSchema>;
export type SignIn = Stage['signIn'];
export type CarrierSetting = Stage['carrier'];

const northwick: z.input<typeof councilSchema> = {
  name: 'Northwick District Council',
  shortName: 'Northwick Council',
  phone: '01632 960100',
  email: 'frontdoor@northwick.gov.uk',
  postalAddress: ['Council Offices', '1 Market Place', 'Northwick', 'NW1 1AA'],
  map: {
    area: { south: 52.17, west: -2.32, north: 52.28, east: -2.13 },
    middle: { name: 'Northwick', lat: 52.225, lon: -2.2251 },
  },
  timezone: 'Europe/London',
};

const userPool: z.input<typeof signInSchema> = {
  kind: 'user-pool',
  groups: {
    adviser: 'Contact centre: logs contacts, fills forms for residents',
    officer: 'Back office: works the cases of their teams',
    manager: 'Runs teams: works every case, sees the quarter page',
    'team:benefits': 'Decides benefit claims and Blue Badges',
    'team:environment': 'Sees to bins and streets',
    'team:customer-care': 'Answers complaints, passes on compliments',
    'team:community': 'Runs the community hub, finds support for people',
  },
  apiClients: { 'back-office': ['services.read', 'cases.read', 'cases.write', 'contacts.write', 'imports.write', 'measures.read'] },
};

const longCode = { partsPerSecond: 10, pencePerPart: 4 };

/** Reads one setting given on the command line: `-c name=value`. */
export type Given = (name: string) => string | undefined;

function local(given: Given): z.input<typeof stageSchema> {
  const baseUrl = given('baseUrl') ?? process.env.FRONT_DOOR_BASE_URL ?? 'http://localhost:3000';
  return {
    name: 'local',
    council: { ...northwick, ...localMap(given) },
    baseUrl,
    // Another origin than the pages', as in AWS: what a browser lets go there is then what it lets go there.
    bucketsUrl: given('bucketsUrl') ?? process.env.FRONT_DOOR_BUCKETS_URL ?? 'http://127.0.0.1:3000/_local/s3',
    signIn: {
      kind: 'issuer',
      issuer: given('oidcIssuer') ?? `${baseUrl}/_local/oidc`,
      consoleClientId: given('oidcClientId') ?? 'front-door-console',
      apiAudience: [given('oidcApiAudience') ?? 'front-door-api'],
    },
    alarmEmails: [],
    carrier: localCarrier(given),
    addresses: { url: given('osUrl') ?? 'http://os.localhost' },
    payments: { url: given('payUrl') ?? 'http://pay.localhost', pages: given('payPagesUrl') ?? 'http://pay-pages.localhost' },
    baseline: (given('baseline') ?? process.env.FRONT_DOOR_BASELINE) === 'none' ? 'none' : 'published',
    texts: { ...longCode, ceilingPounds: 10_000 },
    textSpendLimitUsd: 1,
    reserveConcurrency: true,
  };
}

/** The local Ordnance Survey draws streets that are nobody's. */
function localMap(given: Given): Pick<z.input<typeof councilSchema>, 'map'> {
  if (!northwick.map) return {};
  const tiles = `${given('tilesUrl') ?? 'http://tiles.localhost'}/_local/os/maps/raster/v1/zxy/Light_3857/{z}/{x}/{y}.png?key=local`;
  return { map: { ...northwick.map, tiles, deepest: 18, credit: 'A map of a place that is not there' } };
}

function localCarrier(given: Given): z.input<typeof carrierSchema> {
  const kind = given('carrier') ?? process.env.FRONT_DOOR_CARRIER ?? 'sns';
  if (kind === 'sns') return { kind };
  if (kind !== 'notify') throw new Error(`There is no carrier "${kind}". Carriers: sns, notify.`);
  // The local Notify takes any template's id.
  return { kind, url: given('notifyUrl') ?? 'http://notify.localhost', templateId: 'f33517ff-2a88-4f6e-b855-c550268ce08a' };
}

function deployed(name: string, domain: string, rest: Partial<z.input<typeof stageSchema>>): z.input<typeof stageSchema> {
  return {
    name,
    council: northwick,
    baseUrl: `https://${domain}`,
    domain: { name: domain },
    signIn: userPool,
    alarmEmails: [northwick.email],
    carrier: { kind: 'sns' },
    texts: { ...longCode, ceilingPounds: 30 },
    textSpendLimitUsd: 50,
    reserveConcurrency: true,
    ...rest,
  };
}

const stages: Record<string, (given: Given) => z.input<typeof stageSchema>> = {
  local,
  sandbox: () => deployed('sandbox', 'qa.northwick.gov.uk', { reserveConcurrency: false }),
  production: () => deployed('production', 'my.northwick.gov.uk', { texts: { ...longCode, ceilingPounds: 2500 }, textSpendLimitUsd: 4000 }),
};

/**
 * The settings of one deployment. `given` answers what the command line set; only stage `local` asks
 * (`baseUrl`, `bucketsUrl`, `oidcIssuer`, `oidcClientId`, `oidcApiAudience`, `carrier`, `notifyUrl`, `payUrl`,
 * `payPagesUrl`, `osUrl`, `tilesUrl`). Throws on a stage nobody has described or a
 * setting that cannot be right.
 */
export function stageNamed(name: string, given: Given = () => undefined): Stage {
  const settings = stages[name];
  if (!settings) throw new Error(`There is no stage "${name}". Stages: ${Object.keys(stages).join(', ')}.`);
  return stageSchema.parse(settings(given));
}

/** Names and addresses as long as a stage may have them: what fits with these in a text fits in every deployment. */
export function longestNames(): Pick<Stage, 'council' | 'baseUrl'> {
  const { council, baseUrl } = stageNamed('production');
  return { council: { ...council, shortName: council.shortName.padEnd(namesInTexts - baseUrl.length, 'x') }, baseUrl };
}
