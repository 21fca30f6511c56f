// Evidence: JavaScript's own reader of decimals, and the compiler's where one is installed.
import { describe, expect, test } from 'vitest';
import { cLiteral } from '../../../../src/model/export/c-literal.js';
import { randomStream } from '../../../../src/random/streams.js';
import { compiler, runC, skipReason } from './c-compiler.js';

const awkward = [
  ...[0, -0, 1, -1, 5, 0.1, -0.1, 1 / 3, 1e21, 1e-7, 123456789012345680000, 2 ** 53 - 1, 2 ** 53 + 2],
  ...[Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE, 2 ** -1022 - 2 ** -1074, 2 ** -1022, Number.EPSILON],
];

/** Doubles of random bits: every exponent, subnormal ones too; not finite ones are passed over. */
function randomDoubles(count: number): readonly number[] {
  const next = randomStream({ seed: '0', streamName: 'random doubles', index: 0 });
  const halves = new Uint32Array(2);
  const [double] = [new Float64Array(halves.buffer)];
  const values: number[] = [];
  while (values.length < count) {
    halves[0] = next() * 2 ** 32;
    halves[1] = next() * 2 ** 32;
    if (Number.isFinite(double[0])) values.push(double[0]!);
  }
  return values;
}

const values = [...awkward, ...randomDoubles(2000)];

describe('cLiteral', () => {
  test('reads back to the same bits, in JavaScript', () => {
    for (const value of values) expect(Number(cLiteral(value).replace(/[()]/g, ''))).toBe(value);
  });

  test('is of type double: it has a point or an exponent', () => {
    for (const value of values) expect(cLiteral(value)).toMatch(/^\(?-?\d+(\.\d+)?(e[+-]\d+)?\)?$/);
    for (const value of values) expect(cLiteral(value)).toMatch(/[.e]/);
  });

  test('a negative number is in parentheses, minus zero too', () => {
    expect([-2.5, -0, 2.5, 0].map(cLiteral)).toEqual(['(-2.5)', '(-0.0)', '2.5', '0.0']);
  });

  test('what is not finite is a macro of math.h', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(cLiteral)).toEqual([
      'NAN',
      'INFINITY',
      '(-INFINITY)',
    ]);
  });

  test.skipIf(compiler === undefined)(`the compiler reads the same bits, after an operator too${skipReason}`, () => {
    // Bits as two whole numbers, which text carries exactly
    const program = `#include <stdint.h>
#include <stdio.h>
#include <string.h>
static const double values[] = { ${values.map(cLiteral).join(',\n')} };
int main(void) {
  const double after_operator = 1.0-${cLiteral(-2.5)};
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    uint64_t bits;
    memcpy(&bits, values + i, sizeof bits);
    printf("%lu\\n%lu\\n", (unsigned long)(bits & 0xffffffffu), (unsigned long)(bits >> 32));
  }
  printf("%g\\n", after_operator);
  return 0;
}
`;
    const expected = [...new Uint32Array(Float64Array.from(values).buffer)];
    expect(runC({ 'literals.c': program })).toEqual([...expected, 3.5]);
  });
});
