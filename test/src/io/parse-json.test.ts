// Evidence: slow oracle (JSON.parse accepts the same texts and gives the same values) and the contract of each message.
import { describe, expect, test } from 'vitest';
import { MOST_JSON_LEVELS, parseJson } from '../../../src/io/parse-json.js';
import { randomStream } from '../../../src/random/streams.js';

const valid = [
  '{"a": [1, -0.5e+3, true, false, null, "x"], "b": {"c": {}, "d": []}, "": "\\u0041\\n\\"\\\\"}',
  '{"list": [[], [[1], [2, [3]]], {"list": [0, -0]}], "text": "é\u2028😀"}',
  ' \t\r\n[1e400, 1e-400, 0.1]\n',
];

function accepted(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('parseJson', () => {
  test.each(valid)('gives the value of %j', (text) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text), issues: [] });
  });

  test('accepts a text if and only if JSON.parse does, besides repeated keys', () => {
    const random = randomStream({ seed: '1', streamName: 'mutated texts', index: 0 });
    const whole = (below: number) => Math.floor(random() * below);
    const signs = '{}[]:,"\\0159.eE+-tfn \n\tu/\u00a0\u0001';
    let refused = 0;
    for (let round = 0; round < 6000; round++) {
      let text = valid[whole(valid.length)]!;
      for (let change = 1 + whole(2); change > 0; change--) {
        const at = whole(text.length + 1);
        const sign = signs[whole(signs.length)]!;
        text = text.slice(0, at) + (whole(3) === 0 ? '' : sign) + text.slice(at + whole(2));
      }
      const { issues } = parseJson(text);
      const syntax = issues.filter((issue) => !issue.includes('must be given once'));
      if ((syntax.length === 0) !== accepted(text)) expect(text).toBe(`read otherwise than by JSON.parse: ${syntax}`);
      if (syntax.length > 0) refused += 1;
    }
    // Both answers occur
    expect(refused).toBeGreaterThan(3000);
    expect(refused).toBeLessThan(5700);
  });

  test('names every repeated key with its path and both positions, however it is written', () => {
    expect(parseJson('{"a": 1, "a": 2,\n "b": [{"c": 1}, {"d": {"c": 1, "\\u0063": 2}}]}').issues).toEqual([
      'a: must be given once; got it at line 1, column 2 and at line 1, column 10',
      'b[1].d.c: must be given once; got it at line 2, column 25 and at line 2, column 33',
    ]);
    expect(parseJson('[{"a": 1}, {"a": 1}]').issues).toEqual([]);
    // Signs in texts are none of the grammar
    const signs = '{"a:{[\\"": ":\\\\", "b": ["}:", {"c": "\\u0022:"}]}';
    expect(parseJson(signs)).toEqual({ value: JSON.parse(signs), issues: [] });
    expect(parseJson(signs.replace('"c"', '"d": ":{", "d"')).issues).toHaveLength(1);
    expect(parseJson('{"__proto__": 1, "toString": 2, "__proto__": 3}').issues).toEqual([
      '__proto__: must be given once; got it at line 1, column 2 and at line 1, column 33',
    ]);
  });

  test.each(['[', '{"a":'])('refuses %s nested too deep, and 200,000 levels as soon as 101', (open) => {
    const nested = (levels: number) =>
      open.repeat(levels - 1) + (open === '[' ? '[]' : '{}') + (open === '[' ? ']' : '}').repeat(levels - 1);
    expect(parseJson(nested(MOST_JSON_LEVELS)).issues).toEqual([]);
    for (const levels of [MOST_JSON_LEVELS + 1, 200_000]) {
      const column = open.length * MOST_JSON_LEVELS + 1;
      expect(parseJson(nested(levels)).issues).toEqual([
        `line 1, column ${column}: must be nested at most 100 levels deep; got one more`,
      ]);
    }
  });

  test.each([
    ['', 'line 1, column 1: must be a value; got the end of the text'],
    ['{"a": 1', "line 1, column 8: must be the '}' of an object; got the end of the text"],
    ['{\r\n  "a": 1,\r\n}', "line 3, column 1: must be a key in double quotes; got '}'"],
    ['[1, 2,]', "line 1, column 7: must be a value; got ']'"],
    ["{'a': 1}", `line 1, column 2: must be a value or key of JSON; got ''a''`],
    ['{“a”: 1}', "line 1, column 2: must be a value or key of JSON; got '“a”'"],
    ['{a: 1}', "line 1, column 2: must be a value or key of JSON; got 'a'"],
    ['{\n  // first\n  "a": 1}', 'line 2, column 3: must be JSON, which has no comments; got a comment'],
    ['{"é": x}', "line 1, column 7: must be a value or key of JSON; got 'x'"],
    ['{"a" 1}', "line 1, column 6: must be ':' after a key; got '1'"],
    ['{"a": 1 "b": 2}', `line 1, column 9: must be ',' between two values; got '"b"'`],
    ['{"a": +5}', "line 1, column 7: must be a value or key of JSON; got '+5'"],
    ['{"a": -Infinity}', "line 1, column 7: must be a value or key of JSON; got '-Infinity'"],
    ['{"a": "x\ny"}', `line 1, column 7: must be a text that ends in a double quote in its line; got '"x'`],
    ['{} {}', "line 1, column 4: must be the end of the text; got '{'"],
    ['\ufeff\ufeff{}', "line 1, column 1: must be a value or key of JSON; got '\ufeff'"],
  ])('%j: %s', (text, issue) => {
    expect(parseJson(text)).toEqual({ value: undefined, issues: [issue] });
  });

  test.each(['["\\x41"]', '{"a":\u00a01}', '{\u0000}', '[01]', '[1.]', '[-]', '"\\u12"'])('refuses %j', (text) => {
    expect(parseJson(text).issues).not.toEqual([]);
  });

  test('passes over one byte order mark', () => {
    expect(parseJson('\ufeff{"a": 1}').value).toEqual({ a: 1 });
  });
});

describe('comments', () => {
  test('are passed over where that is asked for, and places stay where they are', () => {
    const text = '{\n  // first "a": 0\n  "a": 1, /* two\n  lines */ "b": "// kept"\n}';
    expect(parseJson(text, 'passed over')).toEqual({ value: { a: 1, b: '// kept' }, issues: [] });
    expect(parseJson('{\n  // first\n  "a": x}', 'passed over').issues[0]).toMatch(/^line 3, column 8: /);
    expect(parseJson(text).issues).toEqual([expect.stringContaining('must be JSON, which has no comments')]);
  });
});
