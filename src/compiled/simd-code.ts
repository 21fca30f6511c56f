import type { Expression, Statement } from './code/code.js';
import { CodeBuilder, type Local } from './code/code-builder.js';
import { f64, flow, i32, vector } from './code/expressions.js';
import {
  type ControlField,
  type CursorField,
  type DrugField,
  NUMBER_BYTES,
  type SimdLayout,
  type VectorName,
} from './simd-layout.js';

/** Where a cell's row lies in every vector: a byte offset that a loop counts, and one that is fixed. */
export interface CellPlace {
  readonly at: Local<'i32'>;
  readonly shift: number;
}

/** A factor and the vector that it is for. */
export interface Term {
  readonly coefficient: Local<'vector'>;
  readonly vector: VectorName;
}

/**
 * The code of the solver under construction: access to the fixed addresses of the layout, and loops over the cells.
 *
 * Addresses are fixed; what is added to one is the byte offset of a lane (8 j) or of a cell (a multiple of `rowBytes`).
 */
export class SimdCode extends CodeBuilder {
  readonly layout: SimdLayout;

  constructor(layout: SimdLayout) {
    super();
    this.layout = layout;
  }

  // All lanes

  /** The row of a cell in a vector of the layout. */
  cell(name: VectorName, { at, shift }: CellPlace): Expression<'vector'> {
    return vector.load(this.layout.vector[name] + shift, at.get());
  }

  storeCell(name: VectorName, { at, shift }: CellPlace, value: Expression<'vector'>): Statement {
    return vector.store(this.layout.vector[name] + shift, value, at.get());
  }

  /** Sum of coefficient x vector, from left to right: the order of the oracle. */
  combination(terms: readonly Term[], place: CellPlace): Expression<'vector'> {
    return terms
      .map((term) => vector.mul(term.coefficient.get(), this.cell(term.vector, place)))
      .reduce((sum, product) => vector.add(sum, product));
  }

  /**
   * Runs `body` for every row of a vector, padding included.
   *
   * @param perTurn - rows that one turn of the loop handles; a divisor of `ROWS_PER_TURN`. The compiler of a WebAssembly host
   *   moves every load in front of the arithmetic up to the next store: where nothing is stored, several rows per turn spill
   *   registers
   */
  eachRow(at: Local<'i32'>, perTurn: number, body: (place: CellPlace) => readonly Statement[]): readonly Statement[] {
    const { rowBytes, vectorBytes } = this.layout;
    const turn = Array.from({ length: perTurn }, (_, index) => body({ at, shift: index * rowBytes })).flat();
    return this.loop(at, perTurn * rowBytes, vectorBytes, turn);
  }

  /** Runs `body` with `at` = 0, stride, ... below `end`; at least once. */
  loop(at: Local<'i32'>, stride: number, end: number, body: readonly Statement[]): readonly Statement[] {
    const next = at.set(i32.add(at.get(), i32.number(stride)));
    return [at.set(i32.number(0)), flow.repeatWhile([...body, next], i32.ltU(at.get(), i32.number(end)))];
  }

  // One lane

  /** A number of the lane at byte offset `lane`. */
  read(field: ControlField, lane: Local<'i32'>): Expression<'f64'> {
    return f64.load(this.layout.control[field], lane.get());
  }

  write(field: ControlField, lane: Local<'i32'>, value: Expression<'f64'>): Statement {
    return f64.store(this.layout.control[field], value, lane.get());
  }

  writeDrug(drug: number, field: DrugField, lane: Local<'i32'>, value: Expression<'f64'>): Statement {
    return f64.store(this.layout.drugs[drug]![field], value, lane.get());
  }

  readCursor(field: CursorField, lane: Local<'i32'>): Expression<'i32'> {
    return i32.load(this.layout.cursor[field], lane.get());
  }

  /** Moves a cursor by a number of f64. */
  advance(field: CursorField, lane: Local<'i32'>, numbers: number): Statement {
    const next = i32.add(this.readCursor(field, lane), i32.number(numbers * NUMBER_BYTES));
    return i32.store(this.layout.cursor[field], next, lane.get());
  }
}
