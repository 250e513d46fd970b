/** A route of an HTTP API, as its key says it: `GET /console/{proxy+}`, `ANY /…` or `$default`. */
export interface RoutePattern {
  key: string;
  method: string;
  segments: string[];
}

export function routePattern(key: string): RoutePattern {
  const [method = '', path = ''] = key.split(' ');
  return key === '$default' ? { key, method: 'ANY', segments: [] } : { key, method, segments: segmentsOf(path) };
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1);
const rank = (segment: string): number => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);

/** API Gateway's order: whole matches before greedy ones, `$default` last; a named method before ANY. */
export function moreSpecificFirst(a: RoutePattern, b: RoutePattern): number {
  const ranks = (route: RoutePattern) => (route.key === '$default' ? [3] : route.segments.map(rank));
  const [left, right] = [ranks(a), ranks(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

/** The route that takes a request, with what its path parameters hold. */
export function matchRoute<R extends RoutePattern>(
  routes: R[],
  { method, path }: { method: string; path: string },
): { route: R; parameters: Record<string, string> } | undefined {
  const given = segmentsOf(path);
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    if (route.key === '$default') return { route, parameters: {} };
    const greedy = route.segments.at(-1)?.endsWith('+}') ?? false;
    if (greedy ? given.length < route.segments.length : given.length !== route.segments.length) continue;
    const parameters: Record<string, string> = {};
    const fits = route.segments.every((segment, index) => {
      if (!segment.startsWith('{')) return segment === given[index];
      const value = segment.endsWith('+}') ? given.slice(index).join('/') : (given[index] ?? '');
      parameters[segment.replace(/[{}+]/g, '')] = decode(value);
      return value !== '';
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
