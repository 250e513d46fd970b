import { type EdgeRefusal, type HttpResult, html } from '../../shared/edge/http.ts';
import { messagePage } from '../../web/journeys/console/message-page.ts';
import type { CouncilView } from '../../web/render.ts';

const statuses: Record<EdgeRefusal, number> = { 'not-through-front': 403, 'not-our-page': 403, 'too-large': 413, 'went-wrong': 500 };

/** What a member of staff sees when a request is refused before any route, or a route failed. */
export function createRefuse(council: CouncilView) {
  return (reason: EdgeRefusal): HttpResult => html(messagePage({ council }, reason), { status: statuses[reason] });
}
