/** A number times a node. */
export interface Term {
  readonly coefficient: number;
  readonly node: number;
}

/** A value without its constant factor; nodes are named by their place in {@link Terms}. */
export type Node =
  /** An instruction that stays as it is: a cell, an input, a patient value. */
  | { readonly kind: 'value'; readonly index: number }
  /** constant + coefficient x node + ...; the most frequent coefficient is 1. */
  | { readonly kind: 'sum'; readonly constant: number; readonly terms: readonly Term[] }
  /** Nodes that are no products, in order; repeated where squared. */
  | { readonly kind: 'product'; readonly factors: readonly number[] }
  | { readonly kind: 'reciprocal'; readonly of: number }
  | { readonly kind: 'exponential'; readonly of: Term };

/** Coefficients this close are the same number that was rounded along two ways; relative. */
const SAME = 4e-15;

/** Ratios of coefficients up to this and down to one over it: products of a few cannot overflow. */
const USUAL = 1e60;

/** Sums, products and reciprocals in a normal form: what is equal up to a constant factor is one node. */
export class Terms {
  readonly nodes: Node[] = [];
  readonly #known = new Map<string, number>();
  /** The empty product: constants are its multiples. */
  readonly one: number;

  constructor() {
    this.one = this.#intern('1', { kind: 'product', factors: [] });
  }

  constant(value: number): Term {
    return { coefficient: value, node: this.one };
  }

  value(index: number): Term {
    return { coefficient: 1, node: this.#intern(`value ${index}`, { kind: 'value', index }) };
  }

  /** c1 x1 + c2 x2 + ... */
  sum(parts: readonly Term[]): Term {
    let constant = 0;
    const coefficients = new Map<number, number>();
    const add = ({ coefficient, node }: Term): void => {
      const own = this.nodes[node]!;
      if (node === this.one) constant += coefficient;
      else if (own.kind === 'sum' && own.terms.length === 1) {
        // c (a + b x) = c a + c b x costs nothing
        constant += coefficient * own.constant;
        add(scaled(own.terms[0]!, coefficient));
      } else coefficients.set(node, (coefficients.get(node) ?? 0) + coefficient);
    };
    for (const part of parts) add(part);
    const terms = [...coefficients].flatMap(([node, coefficient]) =>
      coefficient === 0 ? [] : [{ coefficient, node }],
    );
    if (terms.length === 0) return this.constant(constant);
    if (terms.length === 1 && constant === 0) return terms[0]!;
    const unit = commonUnit(terms, constant);
    const inUnits = terms
      .map(({ coefficient, node }) => ({ coefficient: rounded(coefficient / unit), node }))
      .sort((a, b) => a.node - b.node);
    const offset = rounded(constant / unit);
    const key = `sum ${offset} ${inUnits.map(({ coefficient, node }) => `${coefficient}*${node}`).join(' ')}`;
    return { coefficient: unit, node: this.#intern(key, { kind: 'sum', constant: offset, terms: inUnits }) };
  }

  product(parts: readonly Term[]): Term {
    const coefficient = parts.reduce((total, part) => total * part.coefficient, 1);
    if (coefficient === 0) return this.constant(0);
    const factors = parts
      .flatMap(({ node }) => {
        const own = this.nodes[node]!;
        return own.kind === 'product' ? own.factors : [node];
      })
      .sort((a, b) => a - b);
    if (factors.length === 1) return { coefficient, node: factors[0]! };
    if (factors.length === 0) return this.constant(coefficient);
    return { coefficient, node: this.#intern(`product ${factors.join(' ')}`, { kind: 'product', factors }) };
  }

  reciprocal({ coefficient, node }: Term): Term {
    if (node === this.one) return this.constant(1 / coefficient);
    const own = this.#intern(`reciprocal ${node}`, { kind: 'reciprocal', of: node });
    return { coefficient: 1 / coefficient, node: own };
  }

  exponential(of: Term): Term {
    const own = this.#intern(`exponential ${of.coefficient}*${of.node}`, { kind: 'exponential', of });
    return { coefficient: 1, node: own };
  }

  /** The nodes that a node is made of. */
  partsOf(node: number): readonly number[] {
    const own = this.nodes[node]!;
    switch (own.kind) {
      case 'value':
        return [];
      case 'sum':
        return own.terms.map((term) => term.node);
      case 'product':
        return own.factors;
      case 'reciprocal':
        return [own.of];
      case 'exponential':
        return [own.of.node];
    }
  }

  /** How many nodes (or outputs) read each node, from the outputs on. */
  uses(outputs: readonly Term[]): ReadonlyMap<number, number> {
    const uses = new Map<number, number>();
    const visit = (node: number): void => {
      const before = uses.get(node) ?? 0;
      uses.set(node, before + 1);
      if (before === 0) for (const part of this.partsOf(node)) visit(part);
    };
    for (const { node } of outputs) visit(node);
    return uses;
  }

  #intern(key: string, node: Node): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.nodes.push(node);
    this.#known.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }
}

export function scaled({ coefficient, node }: Term, by: number): Term {
  return { coefficient: coefficient * by, node };
}

/** The size of most coefficients, 1 before others; negative where no term is positive; 1 where sizes are out of all proportion. */
function commonUnit(terms: readonly Term[], constant: number): number {
  const sizes: { readonly size: number; count: number }[] = [];
  for (const { coefficient } of terms) {
    const size = Math.abs(coefficient);
    const same = sizes.find((known) => Math.abs(known.size - size) <= SAME * size);
    if (same === undefined) sizes.push({ size, count: 1 });
    else same.count++;
  }
  const most = Math.max(...sizes.map(({ count }) => count));
  const candidates = sizes.filter(({ count }) => count === most).map(({ size }) => size);
  const unit = candidates.includes(1) ? 1 : candidates[0]!;
  const isUsual = (value: number) => value === 0 || (value >= 1 / USUAL && value <= USUAL);
  const inUnits = [constant, ...terms.map(({ coefficient }) => coefficient)].map((value) => Math.abs(value / unit));
  if (!inUnits.every(isUsual)) return 1;
  return constant <= 0 && terms.every(({ coefficient }) => coefficient < 0) ? -unit : unit;
}

/** The nearest whole number where it is as close as rounding: 0.9999999999999999 is 1. */
function rounded(value: number): number {
  const whole = Math.round(value);
  return whole !== 0 && Math.abs(value - whole) <= SAME * Math.abs(whole) ? whole : value;
}
