import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { cookiesOf, formOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { AskedFromStore } from '../../shared/store/asked-from-store.ts';
import type { SavedFormStore } from '../../shared/store/saved-form-store.ts';
import type { AskForCode } from '../../shared/use-cases/look-up.ts';
import { askMobilePage, myCasesPage } from '../../web/journeys/find/my-cases-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { SHOWN_CHARACTERS } from './find-routes.ts';
import type { PortalCookies } from './portal-cookies.ts';

export type MyCasesDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  askForCode: AskForCode;
  askedFrom: AskedFromStore;
  savedForms: SavedFormStore;
  portalCookies: PortalCookies;
  now: () => number;
};

/** Lines of one list. A household that asked for more looks the older ones up by their reference. */
const MOST_LISTED = 100;

/** "My requests": a mobile, then a code texted to it, then everything asked from it in one list. */
export function createMyCasesRoutes({ council, catalogue, askForCode, askedFrom, savedForms, portalCookies, now }: MyCasesDeps) {
  /**
   * Two queries, of the list and of forms put by, for a browser that a code has opened it in; nothing is read for any other. The
   * session leads to what was listed, and to nothing else.
   */
  const list: HttpHandler = async (event) => {
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    if (opened?.kind !== 'number') return html(askMobilePage(council, ''));
    const [found, saved] = await Promise.all([askedFrom.newest(opened.handset, MOST_LISTED + 1), savedForms.of(opened.handset, now())]);
    const listed = found.slice(0, MOST_LISTED);
    const references = listed.flatMap(({ reference }) => parseReference(reference) ?? []);
    const known = references.length === opened.references.length && references.every((each) => opened.references.includes(each));
    const cookies = known ? [] : portalCookies.opened.change(cookiesOf(event), { ...opened, references }, now());
    return html(myCasesPage(council, { catalogue, found: listed, more: found.length > MOST_LISTED, saved }), { cookies });
  };

  /** One put, and nothing is read, whether or not the number is known. */
  const askListCode: HttpHandler = async (event) => {
    const typed = (formOf(event).get('mobile') ?? '').trim();
    const mobile = parseMobile(typed);
    if (!mobile) return html(askMobilePage(council, typed.slice(0, SHOWN_CHARACTERS), typed ? 'wrong' : 'missing'), { status: 400 });
    const id = await askForCode({ mobile });
    return redirect('/find/code', [portalCookies.lookUp.make({ id }, now())]);
  };

  return { list, askListCode };
}
