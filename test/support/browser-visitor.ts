/** An answer, read to its end. */
export type Answered = { status: number; location: string | undefined; html: string; headers: Headers };
type Sent = Record<string, string> | URLSearchParams;
type Options = { headers?: Record<string, string> };

export type Visitor = ReturnType<typeof createVisitor>;

/** Somebody who comes by plain HTTP: keeps cookies as a browser does, and follows nothing. */
export function createVisitor(baseUrl: string) {
  const cookies = new Map<string, string>();

  const send = async (path: string, init: RequestInit & Options): Promise<Answered> => {
    const headers = { ...(cookies.size > 0 ? { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } : {}), ...init.headers };
    const answer = await fetch(new URL(path, baseUrl), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0\b/i.test(line) || value.join('') === '') cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? undefined,
      html: await answer.text(),
      headers: answer.headers,
    };
  };

  const get = (path: string, options: Options = {}): Promise<Answered> => send(path, options);
  /** Sends a form, as from a page of ours. */
  const post = (path: string, form: Sent, { headers = {} }: Options = {}): Promise<Answered> =>
    send(path, { method: 'POST', body: new URLSearchParams(form), headers: { 'sec-fetch-site': 'same-origin', ...headers } });

  return {
    cookies,
    get,
    post,
    /** Goes where redirects lead, to the page at their end. */
    async follow(path: string): Promise<Answered & { path: string }> {
      let at = new URL(path, baseUrl).href;
      for (let hops = 0; hops < 12; hops++) {
        const answered = await get(at);
        if (!answered.location) return { ...answered, path: at };
        at = new URL(answered.location, at).href;
      }
      throw new Error(`${path} goes round in a circle`);
    },
    /** Signs in to the console, in a fresh browser, as one of the sample staff, by the id of `infra/local/staff.ts`. */
    async signIn(staff: string): Promise<void> {
      cookies.clear();
      const { html, path } = await this.follow('/console');
      const [, action = ''] = /action="([^"]+)"/.exec(html) ?? [];
      const answered = await post(new URL(action || path, path).href, { staff });
      const led = await this.follow(answered.location ?? '/console');
      if (!cookies.has('__Host-staff')) throw new Error(`${staff} could not sign in: ${led.status} at ${new URL(led.path).pathname}`);
    },
  };
}

/** The forms of a missed bin, by the question they answer. */
export const binAnswers = (mobile: string | undefined): Record<string, Record<string, string>> => ({
  'which-bin': { 'which-bin': 'rubbish' },
  'missed-on': { 'missed-on-day': '3', 'missed-on-month': '3', 'missed-on-year': '2025' },
  address: { 'address-line1': '1 High Street', 'address-town': 'Northwick', 'address-postcode': 'NW1 4RP' },
  'anything-else': {},
  mobile: mobile ? { mobile: 'yes', 'mobile-number': mobile } : { mobile: 'no' },
});

/** Answers every question of a missed bin: then it is ready to send. */
export async function answerBin(visitor: Visitor, mobile?: string): Promise<void> {
  for (const [question, form] of Object.entries(binAnswers(mobile))) {
    const { status } = await visitor.post(`/apply/missed-bin/${question}`, form);
    if (status !== 303) throw new Error(`the answer to ${question} got ${status}`);
  }
}

/** Sends what was answered, and gives the reference that the confirmation shows, as people read it. */
export async function sendBin(visitor: Visitor): Promise<string> {
  const sent = await visitor.post('/apply/missed-bin/check', {});
  const done = await visitor.get(sent.location ?? '');
  const [, reference] = /app-reference">([^<]+)</.exec(done.html) ?? [];
  if (!reference) throw new Error(`nothing was confirmed: ${sent.status}, then ${done.status}`);
  return reference;
}

/** Reports a missed bin from its first question to its confirmation. */
export async function reportBin(visitor: Visitor, mobile?: string): Promise<string> {
  await answerBin(visitor, mobile);
  return sendBin(visitor);
}

/** Does something to a case as staff, from the page as it stands. */
export async function onCase(officer: Visitor, reference: string, fields: Record<string, string>): Promise<Answered> {
  const path = `/console/cases/${reference.replace('-', '')}`;
  const { html } = await officer.get(path);
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return officer.post(path, { basedOn: hidden('basedOn'), nonce: hidden('nonce'), ...fields });
}
