import { type SurvivalKernel, survivalKernel } from '../compiled/survival-kernel.js';
import { entryLayout, SURVIVAL_LANES } from '../compiled/survival-layout.js';
import { exp } from '../numerics/elementary.js';
import type { DeathProbabilityMixture } from './cohort-survival.js';
import type { CourseNodes, NodePlan } from './course-nodes.js';
import type { HazardLink } from './death-probability.js';
import { eachSection } from './patient-rows.js';

/** One shape of a death function: z = log(odds) + slope u, with the slope of its group. */
export interface HazardNode {
  /** e^z at u = 0. */
  readonly odds: number;
  readonly weight: number;
}

/** Shapes that share the slope of z by the covariate, and so the exponentials. */
export interface HazardGroup<Node extends HazardNode = HazardNode> {
  readonly slope: number;
  readonly nodes: readonly Node[];
}

/** Some neighbouring patients, and numbers of each at every time. */
export interface PatientBlock {
  /** The first patient, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** Where the numbers of a patient of the block begin; those of a further time lie `timeStride` on. */
  place(patient: number): number;
  readonly timeStride: number;
  /** Overwritten by the next block. */
  readonly numbers: Float64Array;
}

/** Sums of a block under one shape, of which derivatives are made. */
export interface SlopeBlock<Node extends HazardNode> extends PatientBlock {
  readonly node: Node;
  /** From the number weight S sum of f' to that of weight S sum of f' u. */
  readonly covariateStride: number;
}

/** Patients of a block: what is computed of them stays in the processor's cache. */
const BLOCK_PATIENTS = 128;

/**
 * Expected survival of patients at the times of a plan, from compressed courses: what `eachSurvival` computes day by day, in a
 * hundredth of the time.
 *
 * S is the product over the days before t of 1 - P, averaged over the shapes, and linear within a day. Nodes that stand for equal
 * numbers of days give the product over the days as one power of the product over the nodes, so that there is one exponential per
 * node, and none per shape by the logit link. The code is WebAssembly, the same bits on every engine.
 *
 * The error is that of the compression (see `courseNodes`): below 1e-5 for the mean of a cohort at fitted death functions, below 1e-3
 * at the steepest that a fit allows.
 *
 * @param courses - covariate at the nodes, such as chi; n patients
 * @param mixture - shapes of the death function with weights, in units of the covariate; all of one link
 * @param columns - written: S at each time of the plan; times x n; in [0, 1]
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (17), (24), (25)
 */
export function expectedSurvivalInto(
  courses: CourseNodes,
  mixture: DeathProbabilityMixture,
  columns: readonly Float64Array[],
): void {
  const link = mixture[0]?.shape.link ?? 'logit';
  survivalOfGroupsInto(courses, link, hazardGroups(mixture), columns);
}

function hazardGroups(mixture: DeathProbabilityMixture): readonly HazardGroup[] {
  return [...new Set(mixture.map(({ shape }) => shape.sigma))].map((sigma) => ({
    slope: 1 / sigma,
    nodes: mixture
      .filter(({ shape }) => shape.sigma === sigma)
      .map(({ shape, weight }) => ({ odds: exp(-shape.mu / sigma), weight })),
  }));
}

/** The same of shapes by groups. */
export function survivalOfGroupsInto(
  courses: CourseNodes,
  link: HazardLink,
  groups: readonly HazardGroup[],
  columns: readonly Float64Array[],
): void {
  eachSurvivalBlock(courses, link, groups, ({ first, count, place, timeStride, numbers }) => {
    const vectorStride = place(SURVIVAL_LANES);
    const whole = first + count - (count % SURVIVAL_LANES);
    columns.forEach((column, time) => {
      let [from, to] = [time * timeStride, first];
      // The patients of a vector, which has four lanes, lie side by side
      for (; to < whole; from += vectorStride, to += SURVIVAL_LANES) {
        column[to] = numbers[from]!;
        column[to + 1] = numbers[from + 1]!;
        column[to + 2] = numbers[from + 2]!;
        column[to + 3] = numbers[from + 3]!;
      }
      for (; to < first + count; from++, to++) column[to] = numbers[from]!;
    });
  });
}

/**
 * Expected survival of patients block by block.
 *
 * @param courses - covariate at the nodes
 * @param link - how z gives the death of a day
 * @param groups - the shapes
 * @param visit - called with S at each time
 */
export function eachSurvivalBlock(
  courses: CourseNodes,
  link: HazardLink,
  groups: readonly HazardGroup[],
  visit: (block: PatientBlock) => void,
): void {
  const { plan } = courses;
  const { room, kernel, numbers, timeStride, place } = preparedKernel(plan, 1);
  eachValueBlock(courses, (values, first, count) => {
    writeValues(kernel, values, plan.width, room);
    numbers.fill(0);
    for (const { slope, nodes } of groups) {
      const to = writeExponentials(kernel, room, slope, count);
      for (const { odds, weight } of nodes) call(kernel[link], room, odds, weight, to);
    }
    visit({ first, count, place, timeStride, numbers });
  });
}

/**
 * Sums of which the derivatives of survival are made, block by block and shape by shape.
 *
 * dS/dtheta = -sum over shapes of weight S sum of f' dz/dtheta, with f' the death probability of a day (logit link) or its hazard
 * (logarithmic link). dz/dtheta is linear in u, so weight S sum of f' and weight S sum of f' u serve every parameter.
 *
 * @param courses - covariate at the nodes
 * @param link - how z gives the death of a day
 * @param groups - the shapes
 * @param visit - called with each shape of each block
 */
export function eachSlopeBlock<Node extends HazardNode>(
  courses: CourseNodes,
  link: HazardLink,
  groups: readonly HazardGroup<Node>[],
  visit: (block: SlopeBlock<Node>) => void,
): void {
  const { plan } = courses;
  const { room, kernel, numbers, timeStride, place } = preparedKernel(plan, 2);
  eachValueBlock(courses, (values, first, count) => {
    writeValues(kernel, values, plan.width, room);
    for (const { slope, nodes } of groups) {
      const to = writeExponentials(kernel, room, slope, count);
      for (const node of nodes) {
        call(kernel[`${link}Slopes`], room, node.odds, node.weight, to);
        visit({ first, count, place, timeStride, numbers, node, covariateStride: SURVIVAL_LANES });
      }
    }
  });
}

/** The kernel with the entries of a plan in its memory, and where `perTime` numbers of each patient and time will lie. */
function preparedKernel(plan: NodePlan, perTime: number) {
  const room = kernelRoom(plan, perTime);
  const kernel = survivalKernel(room.bytes);
  writeEntries(kernel, plan, room);
  const numbers = new Float64Array(kernel.memory, room.out, room.outNumbers);
  const timeStride = perTime * SURVIVAL_LANES;
  return { room, kernel, numbers, timeStride, place: placeOf(plan.timesDays.length * timeStride) };
}

/** Visits the nodes of {@link BLOCK_PATIENTS} patients at a time, wherever they lie: blocks and so sums over them are the same. */
function eachValueBlock(
  { values, plan: { width } }: CourseNodes,
  visit: (values: Float32Array, first: number, count: number) => void,
): void {
  const visitBlocks = (section: Float32Array, firstOfSection: number, patients: number) => {
    for (let first = 0; first < patients; first += BLOCK_PATIENTS) {
      const count = Math.min(BLOCK_PATIENTS, patients - first);
      visit(section.subarray(first * width, (first + count) * width), firstOfSection + first, count);
    }
  };
  eachSection(values, width, visitBlocks, BLOCK_PATIENTS);
}

/** Where everything lies in the kernel's memory; bytes. */
interface KernelRoom {
  readonly entries: number;
  readonly entriesEnd: number;
  readonly values: number;
  readonly exponentials: number;
  readonly out: number;
  readonly outNumbers: number;
  readonly bytes: number;
  /** Of the patients of a vector. */
  readonly stride: number;
}

const NUMBER_BYTES = 8;

function kernelRoom({ entries, timesDays, width }: NodePlan, perTime: number): KernelRoom {
  const values = entries.length * entryLayout.bytes;
  const blockBytes = BLOCK_PATIENTS * width * NUMBER_BYTES;
  const outNumbers = BLOCK_PATIENTS * timesDays.length * perTime;
  const out = values + 2 * blockBytes;
  return {
    entries: 0,
    entriesEnd: values,
    values,
    exponentials: values + blockBytes,
    out,
    outNumbers,
    bytes: out + outNumbers * NUMBER_BYTES,
    stride: SURVIVAL_LANES * width * NUMBER_BYTES,
  };
}

/** Place of a patient of a block whose vectors are as long as this. */
const placeOf = (stride: number) => (patient: number) =>
  Math.floor(patient / SURVIVAL_LANES) * stride + (patient % SURVIVAL_LANES);

function writeEntries({ memory }: SurvivalKernel, { entries, fullDays }: NodePlan, room: KernelRoom): void {
  const view = new DataView(memory);
  entries.forEach(({ full, rest, fraction, isTime }, index) => {
    const at = room.entries + index * entryLayout.bytes;
    const setInt = (field: number, value: number) => view.setInt32(at + field, value, true);
    const setNumber = (field: number, value: number) => view.setFloat64(at + field, value, true);
    const offset = (node: number) => node * SURVIVAL_LANES * NUMBER_BYTES;
    setInt(entryLayout.fullEnd, offset(full.end));
    setInt(entryLayout.extraEnd, offset(full.end + rest.extra));
    setInt(entryLayout.end, offset(full.end + rest.nodes));
    setInt(entryLayout.days, rest.days);
    setInt(entryLayout.isTime, isTime ? 1 : 0);
    setInt(entryLayout.hasFraction, fraction > 0 ? 1 : 0);
    setInt(entryLayout.fullDays, fullDays);
    setNumber(entryLayout.daysAsNumber, rest.days);
    setNumber(entryLayout.fullDaysAsNumber, fullDays);
    setNumber(entryLayout.fraction, fraction);
  });
}

/** Puts the nodes of a block's patients side by side: [vector][node][lane]. */
function writeValues({ memory }: SurvivalKernel, values: Float32Array, width: number, room: KernelRoom): void {
  const target = new Float64Array(memory, room.values, BLOCK_PATIENTS * width);
  const [second, third, fourth] = [width, 2 * width, 3 * width];
  const whole = values.length - (values.length % (SURVIVAL_LANES * width));
  let at = 0;
  for (let vector = 0; vector < whole; vector += SURVIVAL_LANES * width) {
    for (let from = vector; from < vector + width; from++, at += SURVIVAL_LANES) {
      target[at] = values[from]!;
      target[at + 1] = values[from + second]!;
      target[at + 2] = values[from + third]!;
      target[at + 3] = values[from + fourth]!;
    }
  }
  for (let row = whole, lane = at; row < values.length; row += width, lane++) {
    for (let node = 0; node < width; node++) target[lane + node * SURVIVAL_LANES] = values[row + node]!;
  }
}

/** @returns where the exponentials of the block's patients end */
function writeExponentials(
  kernel: SurvivalKernel,
  { values, exponentials, stride }: KernelRoom,
  slope: number,
  count: number,
): number {
  const bytes = Math.ceil(count / SURVIVAL_LANES) * stride;
  kernel.exponentials(slope, values, values + bytes, exponentials);
  return exponentials + bytes;
}

function call(
  run: SurvivalKernel['logit'],
  { values, exponentials, stride, entries, entriesEnd, out }: KernelRoom,
  odds: number,
  weight: number,
  to: number,
): void {
  run(odds, weight, exponentials, to, stride, values - exponentials, entries, entriesEnd, out);
}
