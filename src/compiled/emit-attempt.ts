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

/** Rows of the tableau: stage to fill, node, and what the trial point adds to the state in units of the step. */
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

/** Weights of the error estimate, without that of the last stage. */
const earlyErrorWeights = { k1: error.e1, k3: error.e3, k4: error.e4, k5: error.e5, k6: error.e6 };

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
    const [h, at, elapsed] = [code.local('vector'), code.local('i32'), code.local('vector')];
    const body: Statement[] = [h.set(vector.load(control.attempted))];
    let nodeOfAmounts = 0;
    for (const { stage, node, weights } of tableau) {
      const terms = termsOf(code, h, weights, body);
      const early = stage === 'k7' ? termsOf(code, h, earlyErrorWeights, body) : [];
      const trial = (place: CellPlace) =>
        code.storeCell('trial', place, vector.add(code.cell('state', place), code.combination(terms, place)));
      // The error takes the same stages as the last trial point
      const rest = (place: CellPlace) =>
        early.length === 0 ? [] : [code.storeCell('error', place, code.combination(early, place))];
      const rows = (before: (place: CellPlace) => readonly Statement[]) =>
        code.eachRow(at, ROWS_PER_TURN, (place) => [...before(place), trial(place), ...rest(place)]);
      body.push(...(stage === 'k2' ? movingOn(code, rows) : rows(() => [])));
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

/**
 * Rows of the first stage, where lanes that accepted the last attempt move on: state = trial point, first stage = last
 * stage. Nearly always all of them did, and nothing has to be selected.
 */
function movingOn(
  code: SimdCode,
  rows: (before: (place: CellPlace) => readonly Statement[]) => readonly Statement[],
): readonly Statement[] {
  const accepted = code.local('vector');
  const moves = [
    { to: 'state', from: 'trial' },
    { to: 'k1', from: 'k7' },
  ] as const;
  const some = rows((place) =>
    moves.map(({ to, from }) =>
      code.storeCell(to, place, vector.select(code.cell(from, place), code.cell(to, place), accepted.get())),
    ),
  );
  const all = rows((place) => moves.map(({ to, from }) => code.storeCell(to, place, code.cell(from, place))));
  const missing = vector.select(vector.bits(0n), vector.bits(-1n), accepted.get());
  return [accepted.set(vector.load(code.layout.control.accepted)), flow.if(vector.anyTrue(missing), some, all)];
}

/** Loads step x weight into locals. */
function termsOf(
  code: SimdCode,
  h: Local<'vector'>,
  weights: Partial<Record<VectorName, number>>,
  body: Statement[],
): readonly Term[] {
  return (Object.entries(weights) as [VectorName, number][]).map(([name, weight]) => {
    const coefficient = code.local('vector');
    body.push(coefficient.set(vector.mul(h.get(), vector.number(weight))));
    return { coefficient, vector: name };
  });
}

/** Error of the worst component, lowest density of the trial point, and the factors that follow. */
function weightedError(code: SimdCode, h: Local<'vector'>, at: Local<'i32'>): readonly Statement[] {
  const { control } = code.layout;
  const [absolute, relative, last] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const [worst, size, scaled] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const [lowest, sizes, errors] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const allowed = vector.add(absolute.get(), vector.mul(relative.get(), size.get()));
  return [
    last.set(vector.mul(h.get(), vector.number(error.e7))),
    absolute.set(vector.load(control.absoluteTolerance)),
    relative.set(vector.load(control.relativeTolerance)),
    worst.set(vector.number(0)),
    sizes.set(vector.number(0)),
    errors.set(vector.number(0)),
    lowest.set(vector.number(Number.POSITIVE_INFINITY)),
    // Where the largest so far is not a number it stays.
    ...code.eachRow(at, 1, (place) => {
      const trial = code.cell('trial', place);
      const local = vector.add(code.cell('error', place), vector.mul(last.get(), code.cell('k7', place)));
      return [
        size.set(vector.pmax(vector.abs(trial), vector.abs(code.cell('state', place)))),
        lowest.set(vector.pmin(lowest.get(), trial)),
        scaled.set(vector.mul(code.cell('errorWeights', place), vector.abs(vector.div(local, allowed)))),
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
  ];
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
