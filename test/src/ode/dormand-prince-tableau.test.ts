import { describe, expect, test } from 'vitest';
import { error, extension, nodes, stages } from '../../../src/ode/dormand-prince-tableau.js';

const { a21, a31, a32, a41, a42, a43, a51, a52, a53, a54, a61, a62, a63, a64, a65, a71, a73, a74, a75, a76 } = stages;
const matrix: readonly (readonly number[])[] = [
  [],
  [a21],
  [a31, a32],
  [a41, a42, a43],
  [a51, a52, a53, a54],
  [a61, a62, a63, a64, a65],
  [a71, 0, a73, a74, a75, a76],
];
const abscissas = [0, nodes.c2, nodes.c3, nodes.c4, nodes.c5, 1, 1];
const quintileOrder = [a71, 0, a73, a74, a75, a76, 0];
const errorWeights = [error.e1, 0, error.e3, error.e4, error.e5, error.e6, error.e7];
const fourthOrder = quintileOrder.map((weight, stage) => weight - errorWeights[stage]!);

/** Fractions with denominators up to 1e6, rounded and added up. */
const DIGITS = 12;

/** A rooted tree as the list of its branches; its order is its number of nodes. */
type Tree = readonly Tree[];

/** Every rooted tree with a number of nodes: as many as there are order conditions (1, 1, 2, 4, 9, 20). */
function treesOfOrder(order: number): readonly Tree[] {
  return forests(order - 1, order - 1);
}

/** Unordered collections of trees with `count` nodes in total, none larger than `largest`. */
function forests(count: number, largest: number): readonly Tree[] {
  if (count === 0) return [[]];
  const found = new Map<string, Tree>();
  for (let order = 1; order <= Math.min(count, largest); order++) {
    for (const tree of treesOfOrder(order)) {
      for (const rest of forests(count - order, largest)) {
        const forest = [tree, ...rest].map((branch) => JSON.stringify(branch)).sort();
        found.set(forest.join(), JSON.parse(`[${forest.join()}]`));
      }
    }
  }
  return [...found.values()];
}

function nodesOf(tree: Tree): number {
  return tree.reduce((total, branch) => total + nodesOf(branch), 1);
}

/** Density gamma(tree): nodes times the densities of the branches. */
function densityOf(tree: Tree): number {
  return tree.reduce((total, branch) => total * densityOf(branch), nodesOf(tree));
}

/** Elementary weight of a tree at every stage, without the outer sum. */
function stageWeights(tree: Tree): readonly number[] {
  return matrix.map((_, stage) =>
    tree.reduce((product, branch) => {
      const inner = stageWeights(branch);
      return product * matrix[stage]!.reduce((sum, a, earlier) => sum + a * inner[earlier]!, 0);
    }, 1),
  );
}

function weight(weights: readonly number[], tree: Tree): number {
  return stageWeights(tree).reduce((sum, value, stage) => sum + weights[stage]! * value, 0);
}

/** Closed form: Butcher's order conditions, one per rooted tree. */
describe('Dormand-Prince coefficients', () => {
  test('the trees are all there: 1, 1, 2, 4, 9, 20 of orders 1 to 6', () => {
    expect([1, 2, 3, 4, 5, 6].map((order) => treesOfOrder(order).length)).toEqual([1, 1, 2, 4, 9, 20]);
  });

  test('each row of the matrix adds up to its abscissa', () => {
    matrix.forEach((row, stage) => {
      expect(row.reduce((sum, a) => sum + a, 0)).toBeCloseTo(abscissas[stage]!, DIGITS);
    });
  });

  test.each([1, 2, 3, 4, 5])('the solution meets every condition of order %i', (order) => {
    for (const tree of treesOfOrder(order))
      expect(weight(quintileOrder, tree)).toBeCloseTo(1 / densityOf(tree), DIGITS);
  });

  test('and misses some of order 6', () => {
    expect(treesOfOrder(6).some((tree) => Math.abs(weight(quintileOrder, tree) - 1 / densityOf(tree)) > 1e-6)).toBe(
      true,
    );
  });

  test.each([1, 2, 3, 4])('the embedded solution meets every condition of order %i', (order) => {
    for (const tree of treesOfOrder(order)) expect(weight(fourthOrder, tree)).toBeCloseTo(1 / densityOf(tree), DIGITS);
  });

  test('and misses some of order 5, so that the difference estimates an error of order 5', () => {
    expect(treesOfOrder(5).some((tree) => Math.abs(weight(errorWeights, tree)) > 1e-6)).toBe(true);
  });

  test.each([0.1, 0.37, 0.5, 0.9])('the extension at theta = %d meets every condition of order 4', (theta) => {
    const { d1, d3, d4, d5, d6, d7 } = extension;
    const bends = [d1, 0, d3, d4, d5, d6, d7];
    // theta (b + (1 - theta)((e1 - b) + theta((2 b - e1 - e7) + (1 - theta) d))), as weights of the stages
    const weights = quintileOrder.map((b, stage) => {
      const [first, last] = [stage === 0 ? 1 : 0, stage === 6 ? 1 : 0];
      return theta * (b + (1 - theta) * (first - b + theta * (2 * b - first - last + (1 - theta) * bends[stage]!)));
    });
    for (const order of [1, 2, 3, 4]) {
      for (const tree of treesOfOrder(order)) {
        expect(weight(weights, tree)).toBeCloseTo(theta ** order / densityOf(tree), DIGITS);
      }
    }
    const misses = treesOfOrder(5).map((tree) => Math.abs(weight(weights, tree) - theta ** 5 / densityOf(tree)));
    expect(Math.max(...misses)).toBeGreaterThan(1e-6);
  });
});
