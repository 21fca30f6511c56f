import { error, nodes, stages } from '../ode/dormand-prince-tableau.js';
import { EXPONENT, INTEGRAL_WEIGHT, SAFETY } from '../ode/step-size-controller.js';
import { amountsAt } from './emit-drug-amounts.js';
import { exponential, logarithm } from './emit-exponential.js';
import { RIGHT_HAND_SIDE } from './emit-right-hand-side.js';
import type { CellPlace, Code, Local, SimdCode } from './simd-code.js';
import { PAIRS_PER_TURN, type VectorName } from './simd-layout.js';

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
 * Emits one attempted step of both lanes, each with its own size: stages, trial point, weighted error of the worst
 * component, and the factors of the step-size control.
 *
 * Every instruction works on both lanes alike and none mixes them, so a patient's numbers do not depend on its partner.
 *
 * @see src/ode/dormand-prince.ts, the same method for one patient
 */
export function emitAttempt(code: SimdCode): void {
  const { module, layout } = code;
  const { f64x2 } = module;
  const { control, drugs, vector } = layout;

  code.function(ATTEMPT, ['i32'], 'none', (given) => {
    const [h, at] = [code.local('v128'), code.local('i32')];
    const elapsed = code.local('v128');
    const [worst, size, scaled, lowest] = [0, 1, 2, 3].map(() => code.local('v128')) as [Local, Local, Local, Local];
    const [sizes, errors] = [code.local('v128'), code.local('v128')];

    const accepted = code.local('v128');
    const body: Code[] = [h.set(code.loadPair(control.attempted)), accepted.set(code.loadPair(control.accepted))];
    let nodeOfAmounts = 0;
    for (const { stage, node, weights } of tableau) {
      const terms = termsOf(code, weights, body);
      const single = terms.length === 1;
      // (h a21) k1 for the first row, h (a31 k1 + ...) for the others: the order of the oracle
      if (single) body.push(terms[0]!.coefficient.set(f64x2.mul(h.get(), terms[0]!.coefficient.get())));
      body.push(
        code.eachPair(at, PAIRS_PER_TURN, (place) => {
          const sum = () => code.combination(terms, place);
          const slope = () => (single ? sum() : f64x2.mul(h.get(), sum()));
          return [
            ...(stage === 'k2' ? moveOn(code, accepted, place) : []),
            code.storeVector('trial', place, f64x2.add(code.vector('state', place), slope())),
          ];
        }),
      );
      if (node !== nodeOfAmounts) {
        const advance = node === 1 ? h.get() : f64x2.mul(code.both(node), h.get());
        body.push(
          elapsed.set(f64x2.sub(f64x2.add(code.loadPair(control.time), advance), code.loadPair(control.segmentStart))),
          ...amountsAt(code, given!, elapsed),
        );
        nodeOfAmounts = node;
      }
      body.push(
        code.call(
          RIGHT_HAND_SIDE,
          [module.i32.const(vector[stage] - vector.k1), ...drugs.map(({ amount }) => code.loadPair(amount))],
          'none',
        ),
      );
    }

    const errorTerms = termsOf(code, errorWeights, body);
    const [absolute, relative] = [code.local('v128'), code.local('v128')];
    body.push(
      absolute.set(code.loadPair(control.absoluteTolerance)),
      relative.set(code.loadPair(control.relativeTolerance)),
      worst.set(code.both(0)),
      sizes.set(code.both(0)),
      errors.set(code.both(0)),
      lowest.set(code.both(Number.POSITIVE_INFINITY)),
      // pmax(a, b) is a < b ? b : a in one instruction; where a is not a number it stays.
      code.eachPair(at, 1, (place) => [
        size.set(f64x2.pmax(f64x2.abs(code.vector('trial', place)), f64x2.abs(code.vector('state', place)))),
        lowest.set(f64x2.pmin(lowest.get(), code.vector('trial', place))),
        scaled.set(
          f64x2.mul(
            code.vector('errorWeights', place),
            f64x2.abs(
              f64x2.div(
                f64x2.mul(h.get(), code.combination(errorTerms, place)),
                f64x2.add(absolute.get(), f64x2.mul(relative.get(), size.get())),
              ),
            ),
          ),
        ),
        worst.set(f64x2.pmax(worst.get(), scaled.get())),
        sizes.set(f64x2.add(sizes.get(), size.get())),
        errors.set(f64x2.add(errors.get(), scaled.get())),
      ]),
      code.storePair(control.lowestOfTrial, lowest.get()),
      // An infinite point would hide its error behind its size, and the largest of some numbers does not show one that is
      // none: 0 times the sums is 0 where all are finite, and not a number otherwise.
      worst.set(f64x2.add(worst.get(), f64x2.mul(code.both(0), f64x2.add(sizes.get(), errors.get())))),
      worst.set(f64x2.mul(worst.get(), code.loadPair(control.errorWeight))),
      code.storePair(control.error, worst.get()),
      ...stepFactors(code, worst),
    );
    return body;
  });
}

/** Where the last attempt was accepted: state = trial point, first stage = last stage. */
function moveOn(code: SimdCode, accepted: Local, place: CellPlace): readonly Code[] {
  const { v128 } = code.module;
  const moved = (to: 'state' | 'k1', from: 'trial' | 'k7') =>
    code.storeVector(to, place, v128.bitselect(code.vector(from, place), code.vector(to, place), accepted.get()));
  return [moved('state', 'trial'), moved('k1', 'k7')];
}

/** Loads coefficients into locals; a pair of the same number each. */
function termsOf(
  code: SimdCode,
  weights: Partial<Record<VectorName, number>>,
  body: Code[],
): readonly { readonly coefficient: Local; readonly vector: VectorName }[] {
  return (Object.entries(weights) as [VectorName, number][]).map(([vector, weight]) => {
    const coefficient = code.local('v128');
    body.push(coefficient.set(code.both(weight)));
    return { coefficient, vector };
  });
}

/** log error, and what the step is divided by after acceptance and after rejection, before the limits. */
function stepFactors(code: SimdCode, worst: Local): readonly Code[] {
  const { f64x2 } = code.module;
  const { control } = code.layout;
  const [prepareLog, log] = logarithm(code, worst.get());
  const scaled = code.local('v128');
  const factor = (exponent: Code) => {
    const [prepare, result] = exponential(code, exponent);
    return { prepare, result: f64x2.div(result, code.both(SAFETY)) };
  };
  const remembered = f64x2.mul(code.both(INTEGRAL_WEIGHT), code.loadPair(control.previousLogError));
  const accept = factor(f64x2.sub(scaled.get(), remembered));
  const reject = factor(scaled.get());
  const logError = code.local('v128');
  return [
    ...prepareLog,
    logError.set(log),
    code.storePair(control.logError, logError.get()),
    scaled.set(f64x2.mul(code.both(EXPONENT), logError.get())),
    ...accept.prepare,
    code.storePair(control.acceptFactor, accept.result),
    ...reject.prepare,
    code.storePair(control.rejectFactor, reject.result),
  ];
}
