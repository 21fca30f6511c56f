import type { Term, Terms } from './terms.js';

/** A factor: a node, or a pair of factors that several products share. */
export type Factor = number | Pair;

export interface Pair {
  readonly left: Factor;
  readonly right: Factor;
}

/**
 * Writes products so that what several of them share is multiplied once: the pair of factors that most products have
 * becomes one factor, and so on (greedily) until no pair is shared.
 *
 * @returns factors of every product that the outputs need
 */
export function sharedFactors(terms: Terms, outputs: readonly Term[]): ReadonlyMap<number, readonly Factor[]> {
  const products = new Map<number, Factor[]>();
  for (const node of terms.uses(outputs).keys()) {
    const own = terms.nodes[node]!;
    if (own.kind === 'product' && own.factors.length > 0) products.set(node, [...own.factors]);
  }
  const names = new Map<Factor, number>();
  const nameOf = (factor: Factor): number => {
    const name = typeof factor === 'number' ? factor : (names.get(factor) ?? terms.nodes.length + names.size);
    names.set(factor, name);
    return name;
  };
  for (;;) {
    const pair = mostSharedPair([...products.values()], nameOf);
    if (pair === undefined) return products;
    for (const factors of products.values()) replacePair(factors, pair);
  }
}

function mostSharedPair(products: readonly (readonly Factor[])[], nameOf: (factor: Factor) => number) {
  const counts = new Map<string, { readonly pair: Pair; count: number }>();
  for (const factors of products) {
    const seen = new Set<string>();
    factors.forEach((first, at) => {
      for (const second of factors.slice(at + 1)) {
        const [left, right] = nameOf(first) <= nameOf(second) ? [first, second] : [second, first];
        const key = `${nameOf(left)} ${nameOf(right)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const known = counts.get(key);
        if (known === undefined) counts.set(key, { pair: { left, right }, count: 1 });
        else known.count++;
      }
    });
  }
  let best: { readonly pair: Pair; readonly count: number } | undefined;
  for (const candidate of counts.values()) {
    if (candidate.count >= 2 && (best === undefined || candidate.count > best.count)) best = candidate;
  }
  return best?.pair;
}

function replacePair(factors: Factor[], pair: Pair): void {
  const left = factors.indexOf(pair.left);
  if (left < 0) return;
  const right = factors.findIndex((factor, at) => at !== left && factor === pair.right);
  if (right < 0) return;
  factors.splice(Math.max(left, right), 1);
  factors.splice(Math.min(left, right), 1);
  factors.push(pair);
}
