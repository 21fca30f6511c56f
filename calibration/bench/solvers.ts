/** The program of a solver of the benchmark. */
export type SolverProgram =
  | {
      readonly kind: 'c';
      /** File of `calibration/bench/peers`. */
      readonly source: string;
      readonly defines: readonly string[];
      readonly libraries: readonly string[];
    }
  /** The workbench's own code, compiled by the C compiler of the machine and loaded by the script. */
  | { readonly kind: 'library'; readonly script: URL; readonly lanes: 2 | 4 | 8 }
  | {
      readonly kind: 'node';
      readonly script: URL;
      /** Package that must be installed. */
      readonly requires: string | null;
    };

export interface Solver {
  readonly id: string;
  readonly label: string;
  /** Description for tables. */
  readonly description: string;
  readonly colour: string;
  readonly program: SolverProgram;
  /** Measured at every tolerance, or only at the default one. */
  readonly tolerances: 'all' | 'default';
  /** Patients of its first trial run; more for solvers with a long start-up. */
  readonly firstTrial: number;
}

/** Identifier of the workbench's own simulator. */
export const SELF = 'self';

/** Identifier of the solver of the reference solutions. */
export const REFERENCE = 'native-57';

/** Identifier of the native peer with closed-form drugs. */
export const CLOSED_FORM = 'native-53';

/** Built files of the Node programs; Node 20 cannot run TypeScript, so sources (under test) use the built file as well. */
function builtScript(name: string): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? `../../dist/calibration/bench/${name}` : `./${name}`, import.meta.url);
}

/**
 * Solvers in the order of the tables: the workbench in its forms, then its peers.
 *
 * Colours from the `muted` scheme of P. Tol, safe for colour-blind readers.
 *
 * @see Tol 2021, Colour Schemes, SRON/EPS/TN/09-002
 */
export const solvers: readonly Solver[] = [
  {
    id: SELF,
    label: 'this workbench',
    description:
      'the simulator of the main job in one process, without worker threads; 53 states, drugs in closed form',
    colour: '#332288',
    program: { kind: 'node', script: builtScript('self.js'), requires: null },
    tolerances: 'all',
    firstTrial: 128,
  },
  ...([4, 8] as const).map(
    (lanes): Solver => ({
      id: `self-native-${lanes}`,
      label: `its native code, ${lanes} patients per vector`,
      description: `the same code by the C compiler (--backend native), ${lanes} patients per vector; the same bits`,
      colour: lanes === 4 ? '#6655cc' : '#aa99ee',
      program: { kind: 'library', script: builtScript('self-native.js'), lanes },
      tolerances: 'default',
      firstTrial: 256,
    }),
  ),
  {
    id: 'self-javascript',
    label: 'its JavaScript form',
    description: 'the readable simulator that the compiled one is compared with, on the same terms',
    colour: '#999933',
    program: { kind: 'node', script: builtScript('self-javascript.js'), requires: null },
    tolerances: 'default',
    firstTrial: 32,
  },
  {
    id: REFERENCE,
    label: 'native C, 57 states',
    description: 'Dormand-Prince 5(4) in C; drugs as differential equations, restarted at every dose edge',
    colour: '#117733',
    program: { kind: 'c', source: 'native-57.c', defines: [], libraries: ['-lm'] },
    tolerances: 'all',
    firstTrial: 32,
  },
  {
    id: CLOSED_FORM,
    label: 'native C, closed-form drugs',
    description: 'the same in C on 53 states with the drugs in closed form and no restart: a faster peer',
    colour: '#88ccee',
    program: { kind: 'c', source: 'native-53.c', defines: [], libraries: ['-lm'] },
    tolerances: 'all',
    firstTrial: 32,
  },
  ...([4, 8] as const).map(
    (lanes): Solver => ({
      id: `native-53-wide-${lanes}`,
      label: `native C, vectors of ${lanes}`,
      description: `the same with ${lanes} patients per vector of the compiler; the patients of a vector have their steps in common`,
      colour: lanes === 4 ? '#44aa99' : '#117766',
      program: { kind: 'c', source: 'native-53-wide.c', defines: [`-DGROUP=${lanes}`], libraries: ['-lm'] },
      tolerances: 'default',
      firstTrial: 64,
    }),
  ),
  {
    id: 'cvode-bdf',
    label: 'CVODE BDF, dense',
    description:
      'SUNDIALS CVODE, 57 states; BDF, Newton, dense difference-quotient Jacobian; reinitialised at dose edges',
    colour: '#cc6677',
    program: {
      kind: 'c',
      source: 'cvode.c',
      defines: [],
      libraries: ['-lsundials_cvode', '-lsundials_nvecserial', '-lm'],
    },
    tolerances: 'all',
    firstTrial: 2,
  },
  {
    id: 'cvode-adams',
    label: 'CVODE Adams',
    description: 'SUNDIALS CVODE, 57 states; Adams, fixed-point iteration; reinitialised at dose edges',
    colour: '#882255',
    program: {
      kind: 'c',
      source: 'cvode.c',
      defines: ['-DQCIC_ADAMS'],
      libraries: ['-lsundials_cvode', '-lsundials_nvecserial', '-lm'],
    },
    tolerances: 'all',
    firstTrial: 2,
  },
  {
    id: 'odex',
    label: 'odex (npm)',
    description: 'extrapolation solver odex of npm with the JavaScript kernel, 57 states; restarted at dose edges',
    colour: '#ddaa33',
    program: { kind: 'node', script: builtScript('peers/odex.js'), requires: 'odex' },
    tolerances: 'all',
    firstTrial: 4,
  },
];

/** Compiler flags of native peers; without -ffast-math, which would change the results. */
export const compilerFlags: readonly string[] = ['-O3', '-march=native'];
