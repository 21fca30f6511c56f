import type { CodeModule, Expression, Statement } from './code/code.js';
import { CodeBuilder, type Local } from './code/code-builder.js';
import { f64, flow, i32, vector } from './code/expressions.js';
import { exponential } from './emit-exponential.js';
import { SURVIVAL_LANES, stretchEntry, survivalFunctions, timeEntry } from './survival-layout.js';

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

/** What the code of one shape works with. */
interface ShapeCode {
  readonly code: CodeBuilder;
  readonly link: Link;
  readonly slopes: boolean;
  /** e^z at u = 0. */
  readonly atZero: Local<'vector'>;
  /** Weight of the shape times the share alive. */
  readonly alive: Local<'vector'>;
  /** Sums over the days so far of f' and of f' u. */
  readonly deaths: Local<'vector'>;
  readonly deathsTimesU: Local<'vector'>;
  /** Exponentials of the patients, the node among them, and what is added to an address to find u there. */
  readonly from: Local<'i32'>;
  readonly at: Local<'i32'>;
  readonly toValues: Local<'i32'>;
  /** Entries of the tables. */
  readonly stretch: Local<'i32'>;
  readonly time: Local<'i32'>;
  readonly out: Local<'i32'>;
}

/**
 * name(odds, weight, from, to, stride, toValues, stretches, times, timesEnd, out): one shape of the death function.
 *
 * For the patients whose exponentials lie in [from, to), `stride` bytes each: without slopes adds weight S to `out`, [patients][time]
 * vectors; with them writes weight S sum of f' and weight S sum of f' u, [patients][time][2].
 */
function emitSurvivalOfShape(code: CodeBuilder, name: string, link: Link, slopes: boolean): void {
  const parameters = ['f64', 'f64', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  code.function(name, parameters, 'none', (...given) => {
    const [odds, weight, from, to, stride, toValues, stretches, times, timesEnd, out] = given;
    const shape: ShapeCode = {
      ...{ code, link, slopes, from, toValues, out },
      atZero: code.local('vector'),
      alive: code.local('vector'),
      deaths: code.local('vector'),
      deathsTimesU: code.local('vector'),
      at: code.local('i32'),
      stretch: code.local('i32'),
      time: code.local('i32'),
    };
    const { atZero, alive, deaths, deathsTimesU, at, stretch, time } = shape;
    return [
      atZero.set(vector.splat(odds.get())),
      flow.while(i32.ltU(from.get(), to.get()), [
        alive.set(vector.splat(weight.get())),
        deaths.set(zero),
        deathsTimesU.set(zero),
        at.set(from.get()),
        stretch.set(stretches.get()),
        time.set(times.get()),
        flow.while(i32.ltU(time.get(), timesEnd.get()), [
          flow.while(i32.ltU(stretch.get(), i32.load(timeEntry.stretchesEnd, time.get())), [
            ...passStretch(shape),
            advance(stretch, stretchEntry.bytes),
          ]),
          ...writeTime(shape),
          advance(time, timeEntry.bytes),
        ]),
        from.set(i32.add(from.get(), stride.get())),
      ]),
    ];
  });
}

const zero = vector.number(0);
const one = vector.number(1);

/** The patients live through the days of a stretch. */
function passStretch(shape: ShapeCode): readonly Statement[] {
  const { code, link, slopes, alive, deaths, deathsTimesU, stretch } = shape;
  // Product of 1 + e^z of the nodes, sum of f', sum of f' u: of all nodes, and of those with a day more
  const [product, sum, sumTimesU] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const [extraProduct, extraSum, extraTimesU] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const totals = { product, sum, sumTimesU };
  const days = vector.splat(f64.load(stretchEntry.daysAsNumber, stretch.get()));
  const total = (all: Local<'vector'>, extra: Local<'vector'>) => vector.add(vector.mul(days, all.get()), extra.get());
  const hazard = code.local('vector');
  return [
    product.set(one),
    sum.set(zero),
    sumTimesU.set(zero),
    ...nodesUpTo(shape, stretchEntry.extraEnd, totals),
    extraProduct.set(product.get()),
    extraSum.set(sum.get()),
    extraTimesU.set(sumTimesU.get()),
    ...nodesUpTo(shape, stretchEntry.end, totals),
    ...(slopes ? [deathsTimesU.set(vector.add(deathsTimesU.get(), total(sumTimesU, extraTimesU)))] : []),
    ...(slopes || link === 'log' ? [hazard.set(total(sum, extraSum))] : []),
    ...(slopes ? [deaths.set(vector.add(deaths.get(), hazard.get()))] : []),
    ...(link === 'log' ? dieBy(code, alive, hazard.get()) : divideByPower(shape, product, extraProduct)),
  ];
}

interface StretchTotals {
  readonly product: Local<'vector'>;
  readonly sum: Local<'vector'>;
  readonly sumTimesU: Local<'vector'>;
}

/** Adds the nodes up to an end: f' is e^z / (1 + e^z) by the logit link, e^z by the logarithmic one. */
function nodesUpTo(
  { code, link, slopes, atZero, from, at, toValues, stretch }: ShapeCode,
  end: number,
  { product, sum, sumTimesU }: StretchTotals,
): readonly Statement[] {
  const [ratio, factor] = [code.local('vector'), code.local('vector')];
  const stop = code.local('i32');
  const u = vector.load(0, i32.add(at.get(), toValues.get()));
  return [
    stop.set(i32.add(from.get(), i32.load(end, stretch.get()))),
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

/** alive /= product^days extra, by repeated squaring. */
function divideByPower(
  { code, alive, stretch }: ShapeCode,
  product: Local<'vector'>,
  extra: Local<'vector'>,
): readonly Statement[] {
  const [days, bit] = [code.local('i32'), code.local('i32')];
  return [
    days.set(i32.load(stretchEntry.days, stretch.get())),
    bit.set(i32.number(1)),
    flow.while(i32.geU(days.get(), bit.get()), [
      flow.if(i32.and(days.get(), bit.get()), [extra.set(vector.mul(extra.get(), product.get()))]),
      product.set(vector.mul(product.get(), product.get())),
      bit.set(i32.add(bit.get(), bit.get())),
    ]),
    alive.set(vector.div(alive.get(), extra.get())),
  ];
}

/** What is kept at a time, a part of a day later than the last stretch: survival is linear within a day. */
function writeTime(shape: ShapeCode): readonly Statement[] {
  const { code, link, slopes, atZero, alive, deaths, deathsTimesU, from, toValues, time, out } = shape;
  const [now, ratio, dying, added, u] = [
    code.local('vector'),
    code.local('vector'),
    code.local('vector'),
    code.local('vector'),
    code.local('vector'),
  ];
  const survivors = code.local('vector');
  const node = i32.add(from.get(), i32.load(timeEntry.node, time.get()));
  const fraction = vector.splat(f64.load(timeEntry.fraction, time.get()));
  const less = (x: Expression<'vector'>) => vector.sub(one, x);
  // Share that survives a whole day; and the derivative of the share that dies
  const ofDay: readonly Statement[] =
    link === 'logit'
      ? [
          survivors.set(vector.div(one, vector.add(one, ratio.get()))),
          dying.set(vector.mul(ratio.get(), survivors.get())),
        ]
      : [survivors.set(one), ...dieBy(code, survivors, ratio.get()), dying.set(less(survivors.get()))];
  const slope = link === 'logit' ? vector.mul(dying.get(), survivors.get()) : vector.mul(ratio.get(), survivors.get());
  const kept = (all: Local<'vector'>, part: Expression<'vector'>) => vector.add(vector.mul(now.get(), all.get()), part);
  return [
    now.set(alive.get()),
    ...(slopes ? [added.set(zero), u.set(zero)] : []),
    flow.if(i32.load(timeEntry.hasFraction, time.get()), [
      ratio.set(oddsOf(atZero, vector.load(0, node))),
      ...ofDay,
      now.set(vector.mul(alive.get(), less(vector.mul(fraction, dying.get())))),
      ...(slopes
        ? [
            added.set(vector.mul(alive.get(), vector.mul(fraction, slope))),
            u.set(vector.load(0, i32.add(node, toValues.get()))),
          ]
        : []),
    ]),
    ...(slopes
      ? [
          vector.store(0, kept(deaths, added.get()), out.get()),
          vector.store(VECTOR_BYTES, kept(deathsTimesU, vector.mul(added.get(), u.get())), out.get()),
          advance(out, 2 * VECTOR_BYTES),
        ]
      : [vector.store(0, vector.add(vector.load(0, out.get()), now.get()), out.get()), advance(out, VECTOR_BYTES)]),
  ];
}

/** alive *= exp(-hazard). */
function dieBy(code: CodeBuilder, alive: Local<'vector'>, hazard: Expression<'vector'>): readonly Statement[] {
  const [prepare, survivors] = exponential(code, vector.neg(hazard));
  return [...prepare, alive.set(vector.mul(alive.get(), survivors))];
}

const oddsOf = (atZero: Local<'vector'>, exponential: Expression<'vector'>) =>
  vector.pmin(vector.mul(atZero.get(), exponential), vector.number(MOST_ODDS));

const advance = (pointer: Local<'i32'>, bytes: number): Statement =>
  pointer.set(i32.add(pointer.get(), i32.number(bytes)));
