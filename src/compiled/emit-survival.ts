import type { CodeModule, Expression, Statement } from './code/code.js';
import { CodeBuilder, type Local } from './code/code-builder.js';
import { f64, flow, i32, vector } from './code/expressions.js';
import { exponential } from './emit-exponential.js';
import { entryLayout, SURVIVAL_LANES, survivalFunctions } from './survival-layout.js';

const VECTOR_BYTES = SURVIVAL_LANES * 8;

/** Odds of dying within a day are held below this: nobody is alive a day later, and sums of them stay numbers. */
const MOST_ODDS = 1e100;

type Link = 'logit' | 'log';

/**
 * Code of expected survival from compressed courses: exponentials of the nodes, and a function for each link of the death
 * function, without and with the sums that derivatives are made of. See `eachSurvivalBlock`.
 */
export function emitSurvival(): CodeModule {
  const code = new CodeBuilder();
  emitExponentials(code);
  for (const link of ['logit', 'log'] as const) {
    emitSurvivalOfShape(code, survivalFunctions[link], link, false);
    emitSurvivalOfShape(code, survivalFunctions[`${link}Slopes`], link, true);
  }
  for (const name of Object.values(survivalFunctions)) code.export(name);
  return code.module;
}

/** exponentials(slope, from, to, target): exp(slope u) of the vectors in [from, to). */
function emitExponentials(code: CodeBuilder): void {
  code.function(survivalFunctions.exponentials, ['f64', 'i32', 'i32', 'i32'], 'none', (slope, from, to, target) => {
    const [prepare, result] = exponential(code, vector.mul(vector.splat(slope.get()), vector.load(0, from.get())));
    return [
      flow.while(i32.ltU(from.get(), to.get()), [
        ...prepare,
        vector.store(0, result, target.get()),
        advance(from, VECTOR_BYTES),
        advance(target, VECTOR_BYTES),
      ]),
    ];
  });
}

/** Sums over nodes: product of 1 + e^z (logit link only), of f', of f' u. */
interface NodeTotals {
  readonly product: Local<'vector'>;
  readonly sum: Local<'vector'>;
  readonly sumTimesU: Local<'vector'>;
}

/** What the code of one shape works with. */
interface ShapeCode {
  readonly code: CodeBuilder;
  readonly link: Link;
  readonly slopes: boolean;
  /** e^z at u = 0. */
  readonly atZero: Local<'vector'>;
  /** Exponentials of the patients, the node among them, and what is added to an address to find u there. */
  readonly from: Local<'i32'>;
  readonly at: Local<'i32'>;
  readonly toValues: Local<'i32'>;
  readonly entry: Local<'i32'>;
  /** Of all full nodes so far. */
  readonly full: NodeTotals;
  /** Of the rests so far, their days counted. */
  readonly rest: NodeTotals;
}

/**
 * name(odds, weight, from, to, stride, toValues, entries, entriesEnd, out): one shape of the death function.
 *
 * For the patients whose exponentials lie in [from, to), `stride` bytes each: without slopes adds weight S to `out`, [patients][time]
 * vectors; with them writes weight S sum of f' and weight S sum of f' u, [patients][time][2].
 */
function emitSurvivalOfShape(code: CodeBuilder, name: string, link: Link, slopes: boolean): void {
  const parameters = ['f64', 'f64', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  code.function(name, parameters, 'none', (...given) => {
    const [odds, weight, from, to, stride, toValues, entries, entriesEnd, out] = given;
    const [atZero, at, entry] = [code.local('vector'), code.local('i32'), code.local('i32')];
    const [full, rest, before] = [totals(code), totals(code), totals(code)];
    const shape: ShapeCode = { code, link, slopes, atZero, from, at, toValues, entry, full, rest };
    return [
      atZero.set(vector.splat(odds.get())),
      flow.while(i32.ltU(from.get(), to.get()), [
        ...clear(full),
        ...clear(rest),
        at.set(from.get()),
        entry.set(entries.get()),
        flow.while(i32.ltU(entry.get(), entriesEnd.get()), [
          ...nodesUpTo(shape, entryLayout.fullEnd, full),
          ...copy(rest, before),
          flow.if(i32.load(entryLayout.days, entry.get()), passRest(shape)),
          flow.if(i32.load(entryLayout.isTime, entry.get()), [
            ...writeTime(shape, weight, out),
            // The rest before a time is not passed by the times after it
            ...copy(before, rest),
          ]),
          advance(entry, entryLayout.bytes),
        ]),
        from.set(i32.add(from.get(), stride.get())),
      ]),
    ];
  });
}

const zero = vector.number(0);
const one = vector.number(1);

const totals = (code: CodeBuilder): NodeTotals => ({
  product: code.local('vector'),
  sum: code.local('vector'),
  sumTimesU: code.local('vector'),
});
const clear = ({ product, sum, sumTimesU }: NodeTotals): readonly Statement[] => [
  product.set(one),
  sum.set(zero),
  sumTimesU.set(zero),
];
const copy = (source: NodeTotals, target: NodeTotals): readonly Statement[] => [
  target.product.set(source.product.get()),
  target.sum.set(source.sum.get()),
  target.sumTimesU.set(source.sumTimesU.get()),
];

/** Adds the nodes up to an end: f' is e^z / (1 + e^z) by the logit link, e^z by the logarithmic one. */
function nodesUpTo(
  { code, link, slopes, atZero, from, at, toValues, entry }: ShapeCode,
  end: number,
  { product, sum, sumTimesU }: NodeTotals,
): readonly Statement[] {
  const [ratio, factor] = [code.local('vector'), code.local('vector')];
  const stop = code.local('i32');
  const u = vector.load(0, i32.add(at.get(), toValues.get()));
  return [
    stop.set(i32.add(from.get(), i32.load(end, entry.get()))),
    flow.while(i32.ltU(at.get(), stop.get()), [
      ratio.set(oddsOf(atZero, vector.load(0, at.get()))),
      ...(link === 'logit'
        ? [factor.set(vector.add(one, ratio.get())), product.set(vector.mul(product.get(), factor.get()))]
        : []),
      ...(link === 'logit' && slopes ? [ratio.set(vector.div(ratio.get(), factor.get()))] : []),
      ...(link === 'log' || slopes ? [sum.set(vector.add(sum.get(), ratio.get()))] : []),
      ...(slopes ? [sumTimesU.set(vector.add(sumTimesU.get(), vector.mul(ratio.get(), u)))] : []),
      advance(at, VECTOR_BYTES),
    ]),
  ];
}

/** The days that are left when full nodes have been passed: fewer for each node, and one more for some. */
function passRest(shape: ShapeCode): readonly Statement[] {
  const { code, link, entry, rest } = shape;
  const [all, extra] = [totals(code), totals(code)];
  const days = vector.splat(f64.load(entryLayout.daysAsNumber, entry.get()));
  const add = (name: 'sum' | 'sumTimesU') =>
    rest[name].set(vector.add(rest[name].get(), vector.add(vector.mul(days, all[name].get()), extra[name].get())));
  return [
    ...clear(all),
    ...nodesUpTo(shape, entryLayout.extraEnd, all),
    ...copy(all, extra),
    ...nodesUpTo(shape, entryLayout.end, all),
    add('sum'),
    add('sumTimesU'),
    ...(link === 'log'
      ? []
      : [
          ...multiplyByPower(code, extra.product, all.product, i32.load(entryLayout.days, entry.get())),
          rest.product.set(vector.mul(rest.product.get(), extra.product.get())),
        ]),
  ];
}

/** target *= base^exponent, by repeated squaring; changes the base. */
function multiplyByPower(
  code: CodeBuilder,
  target: Local<'vector'>,
  base: Local<'vector'>,
  exponent: Expression<'i32'>,
): readonly Statement[] {
  const [left, bit] = [code.local('i32'), code.local('i32')];
  return [
    left.set(exponent),
    bit.set(i32.number(1)),
    flow.while(i32.geU(left.get(), bit.get()), [
      flow.if(i32.and(left.get(), bit.get()), [target.set(vector.mul(target.get(), base.get()))]),
      base.set(vector.mul(base.get(), base.get())),
      bit.set(i32.add(bit.get(), bit.get())),
    ]),
  ];
}

/** What is kept at a time, which may lie within a day: survival is linear there. */
function writeTime(shape: ShapeCode, weight: Local<'f64'>, out: Local<'i32'>): readonly Statement[] {
  const { code, link, slopes, atZero, at, toValues, entry, full, rest } = shape;
  const [alive, ratio, stays, dying, added, addedTimesU] = Array.from({ length: 6 }, () => code.local('vector')) as [
    Local<'vector'>,
    Local<'vector'>,
    Local<'vector'>,
    Local<'vector'>,
    Local<'vector'>,
    Local<'vector'>,
  ];
  const [base, divisor] = [code.local('vector'), code.local('vector')];
  const fullDays = vector.splat(f64.load(entryLayout.fullDaysAsNumber, entry.get()));
  const total = (name: 'sum' | 'sumTimesU') => vector.add(vector.mul(fullDays, full[name].get()), rest[name].get());
  const survived = exponential(code, vector.neg(total('sum')));
  const stayed = exponential(code, vector.neg(ratio.get()));
  const fraction = vector.splat(f64.load(entryLayout.fraction, entry.get()));
  const less = (x: Expression<'vector'>) => vector.sub(one, x);
  const slope = vector.mul(link === 'logit' ? dying.get() : ratio.get(), stays.get());
  return [
    ...(link === 'log'
      ? [...survived[0], alive.set(vector.mul(vector.splat(weight.get()), survived[1]))]
      : [
          base.set(full.product.get()),
          divisor.set(rest.product.get()),
          ...multiplyByPower(code, divisor, base, i32.load(entryLayout.fullDays, entry.get())),
          alive.set(vector.div(vector.splat(weight.get()), divisor.get())),
        ]),
    ...(slopes ? [added.set(zero), addedTimesU.set(zero)] : []),
    flow.if(i32.load(entryLayout.hasFraction, entry.get()), [
      ratio.set(oddsOf(atZero, vector.load(0, at.get()))),
      // Share that survives a whole day, and share that dies
      ...(link === 'logit'
        ? [stays.set(vector.div(one, vector.add(one, ratio.get()))), dying.set(vector.mul(ratio.get(), stays.get()))]
        : [...stayed[0], stays.set(stayed[1]), dying.set(less(stays.get()))]),
      ...(slopes
        ? [
            added.set(vector.mul(alive.get(), vector.mul(fraction, slope))),
            addedTimesU.set(vector.mul(added.get(), vector.load(0, i32.add(at.get(), toValues.get())))),
          ]
        : []),
      alive.set(vector.mul(alive.get(), less(vector.mul(fraction, dying.get())))),
      advance(at, VECTOR_BYTES),
    ]),
    ...(slopes
      ? [
          vector.store(0, vector.add(vector.mul(alive.get(), total('sum')), added.get()), out.get()),
          vector.store(
            VECTOR_BYTES,
            vector.add(vector.mul(alive.get(), total('sumTimesU')), addedTimesU.get()),
            out.get(),
          ),
          advance(out, 2 * VECTOR_BYTES),
        ]
      : [vector.store(0, vector.add(vector.load(0, out.get()), alive.get()), out.get()), advance(out, VECTOR_BYTES)]),
  ];
}

const oddsOf = (atZero: Local<'vector'>, exponential: Expression<'vector'>) =>
  vector.pmin(vector.mul(atZero.get(), exponential), vector.number(MOST_ODDS));

const advance = (pointer: Local<'i32'>, bytes: number): Statement =>
  pointer.set(i32.add(pointer.get(), i32.number(bytes)));
