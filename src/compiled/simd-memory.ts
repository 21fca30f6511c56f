import type { CompiledSimd } from './compile-simd.js';
import {
  type ControlField,
  type CursorField,
  type DrugField,
  NUMBER_BYTES,
  type SimdLayout,
  segmentNumbers,
  simdLayout,
  type VectorName,
} from './simd-layout.js';
import type { Instantiate, SimdInstance } from './wasm-instance.js';

/** How much a lane keeps of its patient. */
export interface SimdRoom {
  readonly segments: number;
  /** Days 0..horizon. */
  readonly days: number;
  /** Days of which all cells are kept. */
  readonly snapshots: number;
}

/** One instance of the compiled code with its memory: typed access to what `run` reads and writes. */
export class SimdMemory {
  readonly #layout: SimdLayout;
  readonly #numbers: Float64Array;
  readonly #cursors: Int32Array;
  readonly #instance: SimdInstance;
  readonly #watched: number;
  readonly #room: SimdRoom;
  readonly #dimension: number;
  readonly #segmentNumbers: number;
  /** First bytes of the variable part: shared ends and kinds, then per lane. */
  readonly #ends: number;
  readonly #kinds: number;
  readonly #parts: readonly { readonly coefficients: number; readonly daily: number; readonly snapshots: number }[];

  /**
   * @param instantiate - gives the code its memory and makes it run: {@link wasmInstance}, or the host's own for native code
   */
  constructor(simd: CompiledSimd, room: SimdRoom, instantiate: Instantiate) {
    const layout = simdLayout(simd.dimension, simd.constants, simd.drugs, simd.lanes, simd.workRows);
    this.#segmentNumbers = segmentNumbers(simd.drugs);
    let next = layout.end;
    const take = (numbers: number): number => {
      const at = next;
      next += numbers * NUMBER_BYTES;
      return at;
    };
    this.#ends = take(room.segments);
    this.#kinds = take(room.days);
    this.#parts = Array.from({ length: simd.lanes }, () => ({
      coefficients: take(room.segments * this.#segmentNumbers),
      daily: take(room.days * simd.watched.length),
      snapshots: take(room.snapshots * simd.dimension),
    }));
    this.#instance = instantiate(simd, next);
    this.#numbers = new Float64Array(this.#instance.memory);
    this.#cursors = new Int32Array(this.#instance.memory);
    this.#layout = layout;
    this.#watched = simd.watched.length;
    this.#room = room;
    this.#dimension = simd.dimension;
  }

  /** Runs until a lane has an outcome; bit i of `given` is 1 where drug i is given. */
  run(given: number): void {
    this.#instance.run(given);
  }

  read(field: ControlField, lane: number): number {
    return this.#numbers[this.#layout.control[field] / NUMBER_BYTES + lane]!;
  }

  write(field: ControlField, lane: number, value: number): void {
    this.#numbers[this.#layout.control[field] / NUMBER_BYTES + lane] = value;
  }

  writeDrug(drug: number, field: DrugField, lane: number, value: number): void {
    this.#numbers[this.#layout.drugs[drug]![field] / NUMBER_BYTES + lane] = value;
  }

  writeVector(name: VectorName, lane: number, values: ArrayLike<number>): void {
    this.#writeRows(this.#layout.vector[name], lane, values);
  }

  readVector(name: VectorName, lane: number, values: Float64Array): void {
    const { lanes } = this.#layout;
    const first = this.#layout.vector[name] / NUMBER_BYTES + lane;
    for (let index = 0; index < values.length; index++) values[index] = this.#numbers[first + index * lanes]!;
  }

  writeConstants(lane: number, values: ArrayLike<number>): void {
    this.#writeRows(this.#layout.constants, lane, values);
  }

  /** Ends of the segments and kinds of the days, the same for all patients. */
  writePlan(segmentEnds: readonly number[], dayKinds: ArrayLike<number>): void {
    this.#numbers.set(segmentEnds, this.#ends / NUMBER_BYTES);
    this.#numbers.set(dayKinds, this.#kinds / NUMBER_BYTES);
  }

  /** Numbers of the segments for the lane's patient; segments x `segmentNumbers`; to be written. */
  coefficients(lane: number): Float64Array {
    return this.#part(this.#parts[lane]!.coefficients, this.#room.segments * this.#segmentNumbers);
  }

  /** Watched cells; days x watched. */
  daily(lane: number): Float64Array {
    return this.#part(this.#parts[lane]!.daily, this.#room.days * this.#watched);
  }

  /** All cells of the kept days; snapshots x cells. */
  snapshots(lane: number): Float64Array {
    return this.#part(this.#parts[lane]!.snapshots, this.#room.snapshots * this.#dimension);
  }

  /** Puts the cursors of a lane at the first segment and at the first day that is not yet written. */
  rewind(lane: number, daysWritten: number, snapshotsWritten: number): void {
    const parts = this.#parts[lane]!;
    this.jumpTo(lane, 0);
    this.endAfter(lane, this.#room.segments);
    this.#place('dayKinds', lane, this.#kinds + daysWritten * NUMBER_BYTES);
    this.#place('daily', lane, parts.daily + daysWritten * this.#watched * NUMBER_BYTES);
    this.#place('snapshots', lane, parts.snapshots + snapshotsWritten * this.#dimension * NUMBER_BYTES);
  }

  /** Makes a segment the next one of a lane. */
  jumpTo(lane: number, segment: number): void {
    this.#place('segmentEnds', lane, this.#ends + segment * NUMBER_BYTES);
    this.#place('coefficients', lane, this.#parts[lane]!.coefficients + segment * this.#segmentNumbers * NUMBER_BYTES);
  }

  /** Ends a lane's run, with the outcome `reached`, in front of a segment; the number of segments for none. */
  endAfter(lane: number, segments: number): void {
    this.#place('segmentEndsLimit', lane, this.#ends + segments * NUMBER_BYTES);
  }

  #place(field: CursorField, lane: number, address: number): void {
    this.#cursors[(this.#layout.cursor[field] + lane * NUMBER_BYTES) / Int32Array.BYTES_PER_ELEMENT] = address;
  }

  #writeRows(address: number, lane: number, values: ArrayLike<number>): void {
    const { lanes } = this.#layout;
    const first = address / NUMBER_BYTES + lane;
    for (let index = 0; index < values.length; index++) this.#numbers[first + index * lanes] = values[index]!;
  }

  #part(address: number, numbers: number): Float64Array {
    return this.#numbers.subarray(address / NUMBER_BYTES, address / NUMBER_BYTES + numbers);
  }
}
