import type { ArchitectureRule } from './architecture-rules.js';
import { codeAlone } from './source-imports.js';

/** Members of Math whose value ECMAScript fixes to the bit, or that another rule keeps out (random). */
const fixedMembers = [
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'random', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
];

/** What leaves a number, an order or a text to the engine, and code from text, which a security policy may forbid. */
const uses: readonly RegExp[] = [
  new RegExp(`\\bMath\\.(?!(?:${fixedMembers.join('|')})\\b)\\w+`, 'g'),
  // Any function of Math by a name that is computed
  /\bMath\s*\[/g,
  /\b(?:const|let|var)\s*\{[^}]*\}\s*=\s*Math\b/g,
  // Powers of two by a literal or a named constant are exact on every engine
  /(?<!\b2)\s\*\*=?\s/g,
  /\b2\s\*\*\s(?!-?\d+\b|-?\(?[A-Z][A-Z0-9_]*\b)/g,
  /\b(?:localeCompare|toLocale\w*String)\b|\bIntl\./g,
  /\bnew\s+Function\b|(?<![.\w])(?:eval|Function)\s*\(/g,
];

/** Where such a use changes no stored number, and why. */
export const engineMathematicsAllowed: Readonly<Record<string, string>> = {
  'calibration/page/': 'axes, and numbers as a page shows them',
  'calibration/plots/': 'plots',
  'calibration/web/': 'positions of sliders, plots, numbers and dates as a page shows them',
  'calibration/studies/refit/report/': 'page',
  'calibration/studies/run/report/': 'page',
  'calibration/studies/sensitivity/report/': 'page',
  'calibration/bench/': 'times, errors and plots of the benchmark; a peer is generated JavaScript',
  'calibration/engine/queue/redis-link.ts': 'pauses between two attempts to connect',
};

/** Stored numbers come from operations that IEEE 754 and ECMAScript fix, so that they are the same on every engine. */
export const engineMathematicsRule: ArchitectureRule = (files) =>
  files.flatMap(({ path, text }) => {
    if (Object.keys(engineMathematicsAllowed).some((place) => path.startsWith(place))) return [];
    const code = codeAlone(text);
    return uses.flatMap((use) => [...code.matchAll(use)].map(([found]) => `${path}: may not use ${found.trim()}`));
  });
