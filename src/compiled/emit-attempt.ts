import { error, nodes, stages } from '../ode/dormand-prince-tableau.js';
import { EXPONENT, INTEGRAL_WEIGHT, SAFETY } from '../ode/step-size-controller.js';
import type { Expression, Statement } from './code/code.js';
import type { Local } from './code/code-builder.js';
import { flow, i32, vector } from './code/expressions.js';
import { amountsAt } from './emit-drug-amounts.js';
import { exponential, logarithm } from './emit-exponential.js';
import { RIGHT_HAND_SIDE } from './emit-right-hand-side.js';
import type { CellPlace, SimdCode, Term } from './simd-code.js';
import { ROWS_PER_TURN, type VectorName } from './simd-layout.js';

/** Name of the emitted function: (bit i: 1 where drug i is given). */
export const ATTEMPT = 'attempt';

/** Rows of the tableau: stage to fill, node, and what the trial point adds to the state. */
const tableau: readonly {
  readonly stage: VectorName;
  readonly node: number;
  readonly weights: Partial<Record<VectorName, number>>;
}[] = [
  { stage: 'k2', node: nodes.c2, weights: { k1: stages.a21 } },
  { stage: 'k3', node: nodes.c3, weights: { k1: stages.a31, k2: stages.a32 } },
  { stage: 'k4', node: nodes.c4, weights: { k1: stages.a41, k2: stages.a42, k3: stages.a43 } },
  { stage: 'k5', node: nodes.c5, weights: { k1: stages.a51, k2: stages.a52, k3: stages.a53, k4: stages.a54 } },
  {
    stage: 'k6',
    node: 1,
    weights: { k1: stages.a61, k2: stages.a62, k3: stages.a63, k4: stages.a64, k5: stages.a65 },
  },
  {
    stage: 'k7',
    node: 1,
    weights: { k1: stages.a71, k3: stages.a73, k4: stages.a74, k5: stages.a75, k6: stages.a76 },
  },
];

const errorWeights = { k1: error.e1, k3: error.e3, k4: error.e4, k5: error.e5, k6: error.e6, k7: error.e7 };

/**
 * Emits one attempted step of every lane, each with its own size: stages, trial point, weighted error of the worst
 * component, and the factors of the step-size control.
 *
 * Every instruction works on all lanes alike and none mixes them, so a patient's numbers do not depend on its neighbours.
 *
 * @see src/ode/dormand-prince.ts, the same method for one patient
 */
export function emitAttempt(code: SimdCode): void {
  const { control, drugs, vector: places } = code.layout;

  code.function(ATTEMPT, ['i32'], 'none', (given) => {
    const [h, at] = [code.local('vector'), code.local('i32')];
    const [elapsed, accepted] = [code.local('vector'), code.local('vector')];
    const body: Statement[] = [h.set(vector.load(control.attempted)), accepted.set(vector.load(control.accepted))];
    let nodeOfAmounts = 0;
    for (const { stage, node, weights } of tableau) {
      const terms = termsOf(code, weights, body);
      const single = terms.length === 1;
      // (h a21) k1 for the first row, h (a31 k1 + ...) for the others: the order of the oracle
      if (single) body.push(terms[0]!.coefficient.set(vector.mul(h.get(), terms[0]!.coefficient.get())));
      body.push(
        ...code.eachRow(at, ROWS_PER_TURN, (place) => {
          const sum = code.combination(terms, place);
          const slope = single ? sum : vector.mul(h.get(), sum);
          return [
            ...(stage === 'k2' ? moveOn(code, accepted, place) : []),
            code.storeCell('trial', place, vector.add(code.cell('state', place), slope)),
          ];
        }),
      );
      if (node !== nodeOfAmounts) {
        const advance = node === 1 ? h.get() : vector.mul(vector.number(node), h.get());
        body.push(
          elapsed.set(vector.sub(vector.add(vector.load(control.time), advance), vector.load(control.segmentStart))),
          ...amountsAt(code, given, elapsed),
        );
        nodeOfAmounts = node;
      }
      const amounts = drugs.map(({ amount }) => vector.load(amount));
      body.push(flow.call(RIGHT_HAND_SIDE, i32.number(places[stage] - places.k1), ...amounts));
    }
    return [...body, ...weightedError(code, h, at)];
  });
}

/** Where the last attempt was accepted: state = trial point, first stage = last stage. */
function moveOn(code: SimdCode, accepted: Local<'vector'>, place: CellPlace): readonly Statement[] {
  const moved = (to: 'state' | 'k1', from: 'trial' | 'k7') =>
    code.storeCell(to, place, vector.select(code.cell(from, place), code.cell(to, place), accepted.get()));
  return [moved('state', 'trial'), moved('k1', 'k7')];
}

/** Loads coefficients into locals; the same number in every lane. */
function termsOf(code: SimdCode, weights: Partial<Record<VectorName, number>>, body: Statement[]): readonly Term[] {
  return (Object.entries(weights) as [VectorName, number][]).map(([name, weight]) => {
    const coefficient = code.local('vector');
    body.push(coefficient.set(vector.number(weight)));
    return { coefficient, vector: name };
  });
}

/** Error of the worst component, lowest density of the trial point, and the factors that follow. */
function weightedError(code: SimdCode, h: Local<'vector'>, at: Local<'i32'>): readonly Statement[] {
  const { control } = code.layout;
  const body: Statement[] = [];
  const terms = termsOf(code, errorWeights, body);
  const [absolute, relative] = [code.local('vector'), code.local('vector')];
  const [worst, size, scaled] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const [lowest, sizes, errors] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const allowed = vector.add(absolute.get(), vector.mul(relative.get(), size.get()));
  body.push(
    absolute.set(vector.load(control.absoluteTolerance)),
    relative.set(vector.load(control.relativeTolerance)),
    worst.set(vector.number(0)),
    sizes.set(vector.number(0)),
    errors.set(vector.number(0)),
    lowest.set(vector.number(Number.POSITIVE_INFINITY)),
    // Where the largest so far is not a number it stays.
    ...code.eachRow(at, 1, (place) => {
      const trial = code.cell('trial', place);
      const error = vector.mul(h.get(), code.combination(terms, place));
      return [
        size.set(vector.pmax(vector.abs(trial), vector.abs(code.cell('state', place)))),
        lowest.set(vector.pmin(lowest.get(), trial)),
        scaled.set(vector.mul(code.cell('errorWeights', place), vector.abs(vector.div(error, allowed)))),
        worst.set(vector.pmax(worst.get(), scaled.get())),
        sizes.set(vector.add(sizes.get(), size.get())),
        errors.set(vector.add(errors.get(), scaled.get())),
      ];
    }),
    vector.store(control.lowestOfTrial, lowest.get()),
    // An infinite point would hide its error behind its size, and the largest of some numbers does not show one that is
    // none: 0 times the sums is 0 where all are finite, and not a number otherwise.
    worst.set(vector.add(worst.get(), vector.mul(vector.number(0), vector.add(sizes.get(), errors.get())))),
    worst.set(vector.mul(worst.get(), vector.load(control.errorWeight))),
    vector.store(control.error, worst.get()),
    ...stepFactors(code, worst),
  );
  return body;
}

/** log error, and what the step is divided by after acceptance and after rejection, before the limits. */
function stepFactors(code: SimdCode, worst: Local<'vector'>): readonly Statement[] {
  const { control } = code.layout;
  const [prepareLog, log] = logarithm(code, worst.get());
  const [logError, scaled] = [code.local('vector'), code.local('vector')];
  const factor = (exponent: Expression<'vector'>) => {
    const [prepare, result] = exponential(code, exponent);
    return { prepare, result: vector.div(result, vector.number(SAFETY)) };
  };
  const remembered = vector.mul(vector.number(INTEGRAL_WEIGHT), vector.load(control.previousLogError));
  const accept = factor(vector.sub(scaled.get(), remembered));
  const reject = factor(scaled.get());
  return [
    ...prepareLog,
    logError.set(log),
    vector.store(control.logError, logError.get()),
    scaled.set(vector.mul(vector.number(EXPONENT), logError.get())),
    ...accept.prepare,
    vector.store(control.acceptFactor, accept.result),
    ...reject.prepare,
    vector.store(control.rejectFactor, reject.result),
  ];
}
