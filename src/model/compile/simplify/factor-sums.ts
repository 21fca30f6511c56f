import { scaled, type Term, type Terms } from './terms.js';

/**
 * Takes common factors out of sums: a x y + b x becomes x (a y + b), which saves a multiplication for each further term.
 *
 * A product that something else reads as well is computed anyway and stays.
 */
export function factorSums(terms: Terms, outputs: readonly Term[]): readonly Term[] {
  const uses = terms.uses(outputs);
  const known = new Map<number, Term>();
  const rewritten = (node: number): Term => {
    const term = known.get(node) ?? rewrite(node);
    known.set(node, term);
    return term;
  };
  const rewrite = (node: number): Term => {
    const own = terms.nodes[node]!;
    switch (own.kind) {
      case 'value':
        return { coefficient: 1, node };
      case 'sum': {
        const parts = own.terms.map((term) => ({
          ...scaled(rewritten(term.node), term.coefficient),
          alone: uses.get(term.node) === 1,
        }));
        return terms.sum([terms.constant(own.constant), ...withFactorsOut(terms, parts)]);
      }
      case 'product':
        return terms.product(own.factors.map(rewritten));
      case 'reciprocal':
        return terms.reciprocal(rewritten(own.of));
      case 'exponential':
        return terms.exponential(scaled(rewritten(own.of.node), own.of.coefficient));
    }
  };
  return outputs.map((output) => scaled(rewritten(output.node), output.coefficient));
}

/** A term of a sum, and whether nothing else reads its node. */
type Part = Term & { readonly alone: boolean };

function withFactorsOut(terms: Terms, given: readonly Part[]): readonly Term[] {
  let parts = given;
  for (;;) {
    const factor = mostCommonFactor(terms, parts);
    if (factor === undefined) return parts;
    const rest = parts.filter((part) => !factorsOf(terms, part).includes(factor));
    const within = parts.flatMap((part) => {
      const factors = [...factorsOf(terms, part)];
      const at = factors.indexOf(factor);
      if (at < 0) return [];
      factors.splice(at, 1);
      const others = factors.map((node) => ({ coefficient: 1, node }));
      return [scaled(terms.product(others), part.coefficient)];
    });
    const product = terms.product([{ coefficient: 1, node: factor }, terms.sum(within)]);
    parts = [...rest, { ...product, alone: false }];
  }
}

/** What can be taken out of a term: the factors of a product that nothing else reads, or the node itself. */
function factorsOf(terms: Terms, { node, alone }: Part): readonly number[] {
  const own = terms.nodes[node]!;
  return own.kind === 'product' && alone ? own.factors : [node];
}

/** The factor of most terms, two at least, of which one is a product. */
function mostCommonFactor(terms: Terms, parts: readonly Part[]): number | undefined {
  const counts = new Map<number, { terms: number; products: number }>();
  for (const part of parts) {
    const factors = new Set(factorsOf(terms, part));
    for (const factor of factors) {
      if (terms.nodes[factor]!.kind === 'sum') continue;
      const count = counts.get(factor) ?? { terms: 0, products: 0 };
      count.terms++;
      if (factor !== part.node) count.products++;
      counts.set(factor, count);
    }
  }
  let best: { readonly factor: number; readonly terms: number } | undefined;
  for (const [factor, count] of counts) {
    if (count.terms < 2 || count.products < 1) continue;
    if (best === undefined || count.terms > best.terms) best = { factor, terms: count.terms };
  }
  return best?.factor;
}
