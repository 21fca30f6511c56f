import { elementsOf, parseXml, type XmlNode } from './parse-xml.js';

/** Values by identifier. */
export type Values = Readonly<Record<string, number>>;

/** A document as a system of equations, read from its text alone. */
export interface SbmlSystem {
  readonly root: XmlNode;
  /** Value of everything at day 0: attributes, then initial assignments, then assignment rules. */
  readonly initial: Values;
  /** Everything at the given values of species and parameters, with the assignment rules evaluated. */
  evaluate(changed: Values): Values;
  /** Rates of change of species: concentrations, or amounts where they have only those; with the sum of the sizes of their terms. */
  derivatives(changed: Values): { readonly rates: Values; readonly sizes: Values };
}

type Formula = (values: Values) => number;

const functions: Readonly<Record<string, (...of: readonly number[]) => number>> = {
  plus: (...of) => of.reduce((sum, value) => sum + value, 0),
  times: (...of) => of.reduce((product, value) => product * value, 1),
  minus: (first = 0, second) => (second === undefined ? -first : first - second),
  divide: (first = 0, second = 0) => first / second,
  power: (base = 0, exponent = 0) => base ** exponent,
  exp: (of = 0) => Math.exp(of),
  geq: (first = 0, second = 0) => Number(first >= second),
  and: (...of) => Number(of.every((value) => value !== 0)),
};

/** MathML as a function of values. */
function formulaOf(node: XmlNode): Formula {
  const { name, attributes, children, text } = node;
  if (name === 'cn') {
    const value = Number(text);
    if (!Number.isFinite(value) || attributes['sbml:units'] === undefined)
      throw new Error(`not a number with unit: ${text}`);
    return () => value;
  }
  if (name === 'ci') {
    return (values) => {
      const value = values[text];
      if (value === undefined) throw new Error(`no value of ${text}`);
      return value;
    };
  }
  if (name === 'csymbol') return (values) => values.time!;
  if (name === 'piecewise') {
    const pieces = children.map((piece) => piece.children.map(formulaOf));
    return (values) => pieces.find(([, holds]) => holds === undefined || holds(values) !== 0)![0]!(values);
  }
  const [operator, ...of] = children;
  const known = functions[operator!.name];
  if (name !== 'apply' || known === undefined) throw new Error(`unknown MathML: ${name} ${operator?.name}`);
  const parts = of.map(formulaOf);
  return (values) => known(...parts.map((part) => part(values)));
}

function mathIn(node: XmlNode): Formula {
  return formulaOf(node.children.find(({ name }) => name === 'math')!.children[0]!);
}

/** Formulas in an order in which each has what it reads. */
function ordered(rules: readonly XmlNode[]): readonly { readonly variable: string; readonly formula: Formula }[] {
  const waiting = new Map(
    rules.map((rule) => [rule.attributes.variable!, { rule, reads: elementsOf(rule, 'ci').map(({ text }) => text) }]),
  );
  const sorted: { variable: string; formula: Formula }[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, { reads }]) => !reads.some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error(`rules in a circle: ${[...waiting.keys()]}`);
    for (const [variable, { rule }] of ready) {
      waiting.delete(variable);
      sorted.push({ variable, formula: mathIn(rule) });
    }
  }
  return sorted;
}

/**
 * Reads a document.
 *
 * Nothing of the exporter is used: concentrations are amounts over volumes, and reactions move amounts.
 *
 * @param document - SBML Level 3
 */
export function sbmlSystem(document: string): SbmlSystem {
  const root = parseXml(document);
  const all = (name: string) => elementsOf(root, name);
  const species = new Map(all('species').map(({ attributes }) => [attributes.id!, attributes]));
  const given: Record<string, number> = { time: 0 };
  for (const { attributes } of [...all('compartment'), ...all('parameter'), ...all('species')]) {
    const value = attributes.size ?? attributes.value ?? attributes.initialConcentration ?? attributes.initialAmount;
    if (value !== undefined) given[attributes.id!] = Number(value);
  }
  const assignments = ordered(all('assignmentRule'));
  const evaluate = (changed: Values): Values => {
    const values: Record<string, number> = { ...given, ...changed };
    for (const { variable, formula } of assignments) values[variable] = formula(values);
    return values;
  };
  for (const node of all('initialAssignment')) given[node.attributes.symbol!] = mathIn(node)(given);
  const reactions = all('reaction').map((node) => {
    const sides = (name: string, sign: number) =>
      node.children
        .filter((child) => child.name === name)
        .flatMap(({ children }) =>
          children.map(({ attributes }) => ({
            id: attributes.species!,
            count: sign * Number(attributes.stoichiometry),
          })),
        );
    const moved = [...sides('listOfReactants', -1), ...sides('listOfProducts', 1)];
    return { moved, law: mathIn(node.children.find(({ name }) => name === 'kineticLaw')!) };
  });
  const rates = all('rateRule').map((node) => ({ variable: node.attributes.variable!, formula: mathIn(node) }));
  return {
    root,
    initial: evaluate({}),
    evaluate,
    derivatives: (changed) => {
      const values = evaluate(changed);
      const derivatives: Record<string, number> = {};
      const sizes: Record<string, number> = {};
      for (const { moved, law } of reactions) {
        const rate = law(values);
        for (const { id, count } of moved) {
          const term = (count * rate) / values[species.get(id)!.compartment!]!;
          derivatives[id] = (derivatives[id] ?? 0) + term;
          sizes[id] = (sizes[id] ?? 0) + Math.abs(term);
        }
      }
      for (const { variable, formula } of rates) {
        derivatives[variable] = formula(values);
        sizes[variable] = Math.abs(derivatives[variable]!);
      }
      return { rates: derivatives, sizes };
    },
  };
}
