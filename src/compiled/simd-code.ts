import type binaryen from 'binaryen';
import {
  type ControlField,
  type CursorField,
  type DrugField,
  LANES,
  NUMBER_BYTES,
  PAIR_BYTES,
  type SimdLayout,
  type VectorName,
} from './simd-layout.js';

/** The library that writes WebAssembly; loaded on demand, because it is large. */
export type Binaryen = typeof binaryen;

/** A node of the code under construction; each is used once. */
export type Code = binaryen.ExpressionRef;

/** A variable of the function under construction. */
export interface Local {
  get(): Code;
  set(value: Code): Code;
}

/** Types of parameters, locals and results. */
export type ValueType = 'i32' | 'f64' | 'v128';

/** Where a cell's pair lies in every vector: a byte offset that a loop counts, and one that is fixed. */
export interface CellPlace {
  readonly at: Local;
  readonly shift: number;
}

const PAIR_ALIGNMENT = 8;

/**
 * The instructions that the emitters speak in: arithmetic on pairs (f64x2), access to the fixed addresses of the layout,
 * loops over the cells, and functions.
 *
 * Addresses are fixed; `at` is a byte offset added to one: a lane (8 j) or a cell (16 i).
 */
export class SimdCode {
  readonly module: binaryen.Module;
  readonly layout: SimdLayout;
  readonly #binaryen: Binaryen;
  #parameters = 0;
  #locals: number[] = [];
  #labels = 0;

  constructor(library: Binaryen, layout: SimdLayout) {
    this.#binaryen = library;
    this.layout = layout;
    this.module = new library.Module();
    this.module.setFeatures(library.Features.SIMD128 | library.Features.NontrappingFPToInt);
    // Sign extension and bulk memory are not needed; the memory comes from the host, which knows how much is to be kept.
    this.module.addMemoryImport('memory', 'host', 'memory');
  }

  /**
   * Adds a function.
   *
   * @param parameters - types; their locals are handed to `body` in order
   * @param body - gives the code; may ask for `local`s
   */
  function(
    name: string,
    parameters: readonly ValueType[],
    result: ValueType | 'none',
    body: (...given: readonly Local[]) => readonly Code[],
  ): void {
    this.#parameters = parameters.length;
    this.#locals = [];
    const types = parameters.map((type) => this.#binaryen[type]);
    const given = types.map((type, index) => this.#localAt(index, type));
    const code = this.module.block(null, body(...given), this.#binaryen[result]);
    this.module.addFunction(name, this.#binaryen.createType(types), this.#binaryen[result], this.#locals, code);
  }

  local(type: ValueType): Local {
    this.#locals.push(this.#binaryen[type]);
    return this.#localAt(this.#parameters + this.#locals.length - 1, this.#binaryen[type]);
  }

  call(name: string, operands: readonly Code[], result: ValueType | 'none'): Code {
    return this.module.call(name, operands, this.#binaryen[result]);
  }

  // Pairs

  /** The same number in both lanes. */
  both(value: number): Code {
    return this.module.f64x2.splat(this.module.f64.const(value));
  }

  loadPair(address: number, at?: Code): Code {
    return this.module.v128.load(address, PAIR_ALIGNMENT, at ?? this.module.i32.const(0));
  }

  storePair(address: number, value: Code, at?: Code): Code {
    return this.module.v128.store(address, PAIR_ALIGNMENT, at ?? this.module.i32.const(0), value);
  }

  /** The pair of a cell in a vector of the layout. */
  vector(name: VectorName, { at, shift }: CellPlace): Code {
    return this.loadPair(this.layout.vector[name] + shift, at.get());
  }

  storeVector(name: VectorName, { at, shift }: CellPlace, value: Code): Code {
    return this.storePair(this.layout.vector[name] + shift, value, at.get());
  }

  /** Sum of coefficient x vector, from left to right: the order of the oracle. */
  combination(terms: readonly { readonly coefficient: Local; readonly vector: VectorName }[], place: CellPlace): Code {
    const { f64x2 } = this.module;
    const [first, ...rest] = terms.map(({ coefficient, vector }) =>
      f64x2.mul(coefficient.get(), this.vector(vector, place)),
    ) as [Code, ...Code[]];
    return rest.reduce((sum, term) => f64x2.add(sum, term), first);
  }

  /**
   * Runs `body` for every pair of a vector, padding included.
   *
   * @param perTurn - pairs that one turn of the loop handles; a divisor of `PAIRS_PER_TURN`. The host's compiler moves every
   *   load in front of the arithmetic up to the next store: where nothing is stored, several pairs per turn spill registers
   */
  eachPair(at: Local, perTurn: number, body: (place: CellPlace) => readonly Code[]): Code {
    const turn = Array.from({ length: perTurn }, (_, index) => body({ at, shift: index * PAIR_BYTES })).flat();
    return this.loop(at, perTurn * PAIR_BYTES, this.layout.vectorBytes, turn);
  }

  /** Runs `body` with `at` = 0, stride, ... below `end`; at least once. */
  loop(at: Local, stride: number, end: number, body: readonly Code[]): Code {
    const { module } = this;
    const label = this.label('turn');
    return module.block(null, [
      at.set(module.i32.const(0)),
      module.loop(
        label,
        module.block(null, [
          ...body,
          at.set(module.i32.add(at.get(), module.i32.const(stride))),
          module.br_if(label, module.i32.lt_u(at.get(), module.i32.const(end))),
        ]),
      ),
    ]);
  }

  // One lane

  /** A number of the lane at byte offset `lane`. */
  read(field: ControlField, lane: Local): Code {
    return this.module.f64.load(this.layout.control[field], NUMBER_BYTES, lane.get());
  }

  write(field: ControlField, lane: Local, value: Code): Code {
    return this.module.f64.store(this.layout.control[field], NUMBER_BYTES, lane.get(), value);
  }

  writeDrug(drug: number, field: DrugField, lane: Local, value: Code): Code {
    return this.module.f64.store(this.layout.drugs[drug]![field], NUMBER_BYTES, lane.get(), value);
  }

  readCursor(field: CursorField, lane: Local): Code {
    return this.module.i32.load(this.layout.cursor[field], NUMBER_BYTES / LANES, lane.get());
  }

  writeCursor(field: CursorField, lane: Local, value: Code): Code {
    return this.module.i32.store(this.layout.cursor[field], NUMBER_BYTES / LANES, lane.get(), value);
  }

  /** Moves a cursor by a number of f64. */
  advance(field: CursorField, lane: Local, numbers: number): Code {
    const { i32 } = this.module;
    return this.writeCursor(field, lane, i32.add(this.readCursor(field, lane), i32.const(numbers * NUMBER_BYTES)));
  }

  number(value: number): Code {
    return this.module.f64.const(value);
  }

  /** A label that is used nowhere else. */
  label(name: string): string {
    return `${name}${this.#labels++}`;
  }

  #localAt(index: number, type: number): Local {
    const { module } = this;
    return {
      get: () => module.local.get(index, type),
      set: (value) => module.local.set(index, value),
    };
  }
}
