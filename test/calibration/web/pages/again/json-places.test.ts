// Evidence: JSON.parse on every part that is found.
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../../../calibration/web/pages/again/changes.js';
import { fieldJson } from '../../../../../calibration/web/pages/again/common-settings.js';
import {
  issuePlaceIn,
  jsonPlaces,
  lineOf,
  matchesOf,
  withJsonValue,
} from '../../../../../calibration/web/pages/again/json-places.js';

const value = { name: 'a "b" \\', fit: { rounds: 2, arms: [{ x: -1.5e-3 }, null, true] }, 'un.der': {}, list: [] };
const at = (path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step], value);

describe('places in JSON', () => {
  test.each([undefined, 2, '\t'])('are those of the values, with indent %j', (indent) => {
    const text = JSON.stringify(value, null, indent);
    const places = jsonPlaces(text);
    const paths = ['name', 'fit', 'fit.rounds', 'fit.arms', 'fit.arms[0]', 'fit.arms[0].x', 'fit.arms[2]', 'list'];
    for (const path of paths) {
      const { from, to } = places.get(path)!;
      expect(JSON.parse(text.slice(from, to)), path).toEqual(at(path));
    }
    expect(places.size).toBe(11);
  });

  test.each(['', '{', '{"a": 1, "b" 2}', '{"a": "x', '[1, 2', '{"a": [}'])('end where it is none: %j', (text) => {
    expect(jsonPlaces(text).has('')).toBe(false);
  });

  test('take another value, and leave the rest as it is', () => {
    const text = '{ "seed":  5, "name": "x" }';
    expect(withJsonValue(text, 'seed', fieldJson('a"b', true))).toBe('{ "seed":  "a\\"b", "name": "x" }');
    expect(withJsonValue(text, 'none', '1')).toBeUndefined();
  });

  test('of an issue is the longest path that it begins with, or its line', () => {
    const text = '{\n "fit": {\n  "rounds": 0,\n  "roundsMore": 1 } }';
    const places = jsonPlaces(text);
    const line = (issue: string) => {
      const place = issuePlaceIn(text, places, issue);
      return place === undefined ? null : lineOf(text, place.from);
    };
    expect(line('fit.rounds: must be 1; got 0')).toBe(3);
    expect(line('fit.roundsMore: must be 2; got 1')).toBe(4);
    expect(line('fit.unknown: must be a known key; got an unknown one')).toBe(2);
    expect(line('name: must be text; got nothing')).toBe(null);
    expect(line('line 4, column 1: must be JSON')).toBe(4);
  });

  test('of a word are found in any case', () => {
    expect(matchesOf('Pool pool spool', 'POOL')).toEqual([0, 5, 11]);
    expect(matchesOf('pool', '')).toEqual([]);
  });
});

test('changes are the leaves that differ', () => {
  expect(changesOf({ a: 1, b: { c: 'x' }, d: [1] }, { a: 1, b: { c: 'y', e: null }, d: [1] })).toEqual([
    { path: 'b.c', before: 'x', after: 'y' },
    { path: 'b.e', before: null, after: 'null' },
  ]);
});

test.each(['0.4', '0.40', '-2', '1e-3', '900'])('the field %s is the number that is typed', (text) => {
  expect(fieldJson(text, true)).toBe(text);
  expect(fieldJson(text, false)).toBe(JSON.stringify(text));
});

test.each(['0.', '04', '1e', '-', '', ' 5', '1,5', 'Infinity'])(
  'the field %j is a text until it is a number',
  (text) => {
    expect(JSON.parse(fieldJson(text, true))).toBe(text);
  },
);
