import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import { payPath } from '../../shared/domain/pay-link.ts';
import { formatReference, parseReference } from '../../shared/domain/reference.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { readingLanguage } from '../../shared/edge/language.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import type { AskForCode, OpenLookUp, Wanted } from '../../shared/use-cases/look-up.ts';
import type { ReadUsualDays } from '../../shared/use-cases/read-usual-days.ts';
import { awaitsDecision, casePage } from '../../web/journeys/case/case-page.ts';
import { codeOverPage, codePage } from '../../web/journeys/find/code-page.ts';
import { findPage } from '../../web/journeys/find/find-page.ts';
import { helpingPage } from '../../web/journeys/find/helping-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard } from './case-guard.ts';
import type { Opened } from './opened-session.ts';
import type { PortalCookies } from './portal-cookies.ts';

export type FindDeps = {
  council: CouncilView;
  askForCode: AskForCode;
  openLookUp: OpenLookUp;
  loadCase: LoadCase;
  readUsualDays: ReadUsualDays;
  caseGuard: CaseGuard;
  portalCookies: PortalCookies;
  keyring: Keyring;
  /** Puts a form by for a number that its code came back from. */
  saveFormFor: (event: HttpEvent, handset: string, service: string) => Promise<HttpResult>;
  now: () => number;
};

/** The most of a mistyped reference or number that is shown again. */
export const SHOWN_CHARACTERS = 40;

/** "Where is it?": a reference, then a code or the look-up word, then the case. Somebody let in gives their own number as well. */
export function createFindRoutes(deps: FindDeps) {
  const { council, askForCode, openLookUp, loadCase, readUsualDays, caseGuard, portalCookies, keyring, saveFormFor, now } = deps;
  /** One put, the same whatever exists, and the way to where the code is typed. */
  const toCode = async (wanted: Wanted, about: Omit<Parameters<PortalCookies['lookUp']['make']>[0], 'id'>): Promise<HttpResult> => {
    const id = await askForCode(wanted);
    return redirect('/find/code', [portalCookies.lookUp.make({ id, ...about }, now())]);
  };

  const find: HttpHandler = async (event) => {
    return html(findPage(council, (event.queryStringParameters?.['reference'] ?? '').slice(0, SHOWN_CHARACTERS)));
  };

  const askCode: HttpHandler = async (event) => {
    const typed = (formOf(event).get('reference') ?? '').trim();
    const reference = parseReference(typed);
    if (!reference) return html(findPage(council, typed.slice(0, SHOWN_CHARACTERS), typed ? 'wrong' : 'missing'), { status: 400 });
    return toCode({ reference }, { reference });
  };

  const helping: HttpHandler = async () => html(helpingPage(council, { reference: '', mobile: '' }));

  const askHelperCode: HttpHandler = async (event) => {
    const form = formOf(event);
    const typed = { reference: (form.get('reference') ?? '').trim(), mobile: (form.get('mobile') ?? '').trim() };
    const [reference, helper] = [parseReference(typed.reference), parseMobile(typed.mobile)];
    if (reference && helper) return toCode({ reference, helper }, { reference, helping: true });
    const shown = { reference: typed.reference.slice(0, SHOWN_CHARACTERS), mobile: typed.mobile.slice(0, SHOWN_CHARACTERS) };
    return html(helpingPage(council, shown, { reference: !reference, mobile: !helper }), { status: 400 });
  };

  const code: HttpHandler = async (event) => {
    const lookUp = portalCookies.lookUp.read(cookiesOf(event), now());
    return lookUp ? html(codePage(council, lookUp)) : redirect('/find');
  };

  const tryCode: HttpHandler = async (event) => {
    const lookUp = portalCookies.lookUp.read(cookiesOf(event), now());
    if (!lookUp) return html(codeOverPage(council, {}, 'expired'), { status: 400 });
    const typed = (formOf(event).get('code') ?? '').trim();
    if (!typed) return html(codePage(council, lookUp, { kind: 'missing' }), { status: 400 });
    const outcome = await openLookUp(lookUp.id, typed);
    switch (outcome.kind) {
      case 'opened': {
        const reference = parseReference(outcome.reference);
        if (!reference) return redirect('/find');
        const { helper } = outcome;
        const opened: Opened = helper ? { kind: 'helper', reference, helper, looked: false } : { kind: 'case', reference };
        return redirect(`/case/${formatReference(reference)}`, [portalCookies.opened.begin(opened, now()), portalCookies.lookUp.end()]);
      }
      case 'opened-all': {
        if (lookUp.saving) return saveFormFor(event, outcome.handset, lookUp.saving);
        const opened: Opened = { kind: 'number', handset: outcome.handset, references: [] };
        return redirect('/my-cases', [portalCookies.opened.begin(opened, now()), portalCookies.lookUp.end()]);
      }
      case 'shut':
      case 'expired':
        return html(codeOverPage(council, lookUp, outcome.kind), { status: 400 });
      case 'wrong':
        if (outcome.triesLeft === 0) return html(codeOverPage(council, lookUp, 'shut'), { status: 400 });
        return html(codePage(council, lookUp, outcome), { status: 400 });
      case 'not-ready':
        return html(codePage(council, lookUp, outcome), { status: 400 });
    }
  };

  /** One query; another, once in ten minutes, for how long others wait. A browser that no code has opened it in is asked for one, whether the case exists or not. */
  const showCase: HttpHandler = async (event) => {
    const led = caseGuard.leadTo(event);
    if ('refused' in led) return led.refused;
    const found = await loadCase(led.reference);
    const seen = await caseGuard.viewerOf(event, led, found?.state);
    if ('refused' in seen || !found) return 'refused' in seen ? seen.refused : redirect('/find');
    const { viewer, cookies } = seen;
    const { language } = found.state;
    // Who has chosen no language in this browser reads their case in the one that it was asked in.
    if (language && !readingLanguage(event).by) return redirect(`${event.rawPath}?lang=${language}`, cookies);
    const usual = awaitsDecision(found.service, found.state) ? await readUsualDays(found.service.id) : undefined;
    return html(
      casePage(council, { ...found, today: localDate(instantOf(now())), usual, viewer, payHref: payPath(keyring, led.reference) }),
      { cookies },
    );
  };

  return { find, askCode, helping, askHelperCode, code, tryCode, showCase };
}
