import { describe, expect, it } from 'vitest';
import { compileFilters, compilePattern, type Pattern } from '../../../infra/local/event-pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { unprojected: { S: '2026-11-21T22' }, sequence: { N: '7' }, kinds: { SS: ['a', 'b'] } } },
};
const image = (NewImage: Pattern): Pattern => ({ dynamodb: { NewImage } });

describe('a pattern', () => {
  it.each<[string, Pattern, boolean]>([
    ['that is empty', {}, true],
    ['with an equal value', { eventName: ['INSERT'] }, true],
    ['with one equal value of two', { eventName: ['MODIFY', 'INSERT'] }, true],
    ['with another value', { eventName: ['MODIFY'] }, false],
    ['with two keys that both match', { eventName: ['INSERT'], ...image({ unprojected: { S: [{ exists: true }] } }) }, true],
    ['with two keys of which one matches', { eventName: ['MODIFY'], ...image({ unprojected: { S: [{ exists: true }] } }) }, false],
    ['asking for what is not there', image({ other: { S: [{ exists: true }] } }), false],
    ['asking for what must not be there', image({ other: { S: [{ exists: false }] } }), true],
    ['asking for existence above the leaf, which never matches', image({ unprojected: [{ exists: true }] }), false],
    ['with a prefix', image({ unprojected: { S: [{ prefix: '2026-11' }] } }), true],
    ['with a suffix', image({ unprojected: { S: [{ suffix: 'T23' }] } }), false],
    ['with a wildcard', image({ unprojected: { S: [{ wildcard: '2026-*T22' }] } }), true],
    ['with other letters', { eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
    ['with a range', image({ sequence: { N: [{ numeric: ['>', 5, '<=', 7] }] } }), true],
    ['out of its range', image({ sequence: { N: [{ numeric: ['<', 7] }] } }), false],
    ['with anything but', { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }, true],
    ['with anything but a prefix', { eventName: [{ 'anything-but': { prefix: 'INS' } }] }, false],
    ['with one of a list', image({ kinds: { SS: ['b'] } }), true],
    ['with either of two', { $or: [{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }] as never }, true],
  ])('%s', (_what, pattern, matches) => {
    expect(compilePattern(pattern)(record)).toBe(matches);
  });

  it('is refused when it is compiled, not when it is matched', () => {
    expect(() => compilePattern({ eventName: [{ cidr: '10.0.0.0/8' }] })).toThrow(/cidr/);
  });
});

it('takes everything when a mapping has no filters, and any of several otherwise', () => {
  expect(compileFilters([])(record)).toBe(true);
  expect(compileFilters(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}'])(record)).toBe(true);
  expect(compileFilters(['{"eventName":["REMOVE"]}'])(record)).toBe(false);
});
