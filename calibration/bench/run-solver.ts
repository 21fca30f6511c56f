import { spawn } from 'node:child_process';
import { InputError, InterruptedError } from '../../src/index.js';
import { type PeerArguments, type PeerReport, parsePeerReport, peerArguments } from './peer-protocol.js';

export interface SolverRun {
  /** From the start of the process to its end. */
  readonly seconds: number;
  readonly report: PeerReport;
}

/** Runs one process to its end. */
export type RunProcess = (
  command: readonly string[],
  description: readonly string[],
) => Promise<{ readonly seconds: number; readonly stdout: string }>;

/**
 * Runs programs as child processes and times them from start to end.
 *
 * @param signal - ends the running program
 * @throws InputError - with what it complained of, when a program fails
 * @throws InterruptedError - when the signal was given
 */
export function processRunner(signal: AbortSignal | undefined): RunProcess {
  return ([program = '', ...first], description) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new InterruptedError('bench: stopped on request'));
        return;
      }
      const started = performance.now();
      const child = spawn(program, [...first, ...description], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      const stop = () => child.kill('SIGTERM');
      signal?.addEventListener('abort', stop, { once: true });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => {
        signal?.removeEventListener('abort', stop);
        const seconds = (performance.now() - started) / 1000;
        if (signal?.aborted) reject(new InterruptedError('bench: stopped on request'));
        else if (code === 0) resolve({ seconds, stdout });
        else reject(new InputError(`${program}: must end with exit code 0; got ${code}: ${complaintIn(stderr)}`));
      });
    });
}

/** The line that names an error, or the last one. */
function complaintIn(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.find((line) => /^\w*Error:|^peer:/.test(line)) ?? lines.at(-1) ?? '';
}

/** Runs a solver under the protocol of the benchmark. */
export async function runSolver(run: RunProcess, command: readonly string[], peer: PeerArguments): Promise<SolverRun> {
  const { seconds, stdout } = await run(command, peerArguments(peer));
  return { seconds, report: parsePeerReport(stdout, command.join(' ')) };
}
