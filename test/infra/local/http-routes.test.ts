import { expect, it } from 'vitest';
import { matchRoute, moreSpecificFirst, routePattern } from '../../../infra/local/http-routes.ts';
import { isText } from '../../../infra/local/media-types.ts';

const routes = [
  '$default',
  'ANY /console',
  'ANY /console/{proxy+}',
  'GET /console/report/{proxy+}',
  'ANY /api/v1/{proxy+}',
  'GET /api/v1/openapi.json',
  'GET /case/{id}',
]
  .map(routePattern)
  .sort(moreSpecificFirst);

it.each([
  ['GET', '/', '$default', {}],
  ['GET', '/console', 'ANY /console', {}],
  ['POST', '/console/queue/benefits', 'ANY /console/{proxy+}', { proxy: 'queue/benefits' }],
  ['GET', '/console/report/2026-q1', 'GET /console/report/{proxy+}', { proxy: '2026-q1' }],
  ['POST', '/console/report/2026-q1', 'ANY /console/{proxy+}', { proxy: 'report/2026-q1' }],
  ['GET', '/api/v1/openapi.json', 'GET /api/v1/openapi.json', {}],
  ['POST', '/api/v1/openapi.json', 'ANY /api/v1/{proxy+}', { proxy: 'openapi.json' }],
  ['GET', '/case/K7M%20Q', 'GET /case/{id}', { id: 'K7M Q' }],
  ['GET', '/consoles', '$default', {}],
])('%s %s goes to %s', (method, path, key, parameters) => {
  const found = matchRoute(routes, { method, path });
  expect([found?.route.key, found?.parameters]).toEqual([key, parameters]);
});

it('finds no route where there is no default', () => {
  expect(matchRoute([routePattern('GET /a')], { method: 'POST', path: '/a' })).toBeUndefined();
});

it('hands text to a function as text, and a form as base64', () => {
  expect(
    [
      'text/plain',
      'application/json; charset=utf-8',
      'application/problem+json',
      'application/x-www-form-urlencoded',
      'image/png',
      undefined,
    ].map(isText),
  ).toEqual([true, true, true, false, false, false]);
});
