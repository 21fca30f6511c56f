import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, spawnCli } from '../run-cli.js';
import type { FuzzCase } from './cases.js';

/** What a call may use; processor seconds. */
export const MOST_SECONDS = 20;
/** The same while other programs use the machine; elapsed seconds of a case. */
const MOST_ELAPSED_SECONDS = 90;

export interface CallOutcome {
  /** Null where the process ended or had to be ended. */
  readonly code: number | null;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs cases in one process, which is replaced where a case ends it. */
export interface CaseRunner {
  /** @returns what is wrong with the case; empty where nothing is */
  check(fuzzCase: FuzzCase): Promise<readonly string[]>;
  /** Calls by exit code, so far. */
  readonly counts: Map<string, number>;
  close(): void;
}

/**
 * @param folder - where the cases are laid out, one after another
 * @param finished - folder of a finished study, by its name
 */
export function caseRunner(folder: string, finished: (name: string) => Promise<string>): CaseRunner {
  let child: ChildProcess | undefined;
  const counts = new Map<string, number>();
  const cwd = join(folder, 'case');
  const outcomesOf = async (calls: readonly (readonly string[])[]): Promise<readonly CallOutcome[]> => {
    child ??= await startProcess();
    const answer = await answerOf(child, { cwd, calls });
    if (Array.isArray(answer)) return answer;
    child.kill('SIGKILL');
    child = undefined;
    return [{ code: null, stderr: String(answer), seconds: Number.NaN }];
  };
  return {
    counts,
    close: () => child?.kill('SIGKILL'),
    check: async (fuzzCase) => {
      await rm(cwd, { recursive: true, force: true });
      await mkdir(cwd);
      for (const name of fuzzCase.finished) await cp(await finished(name), join(cwd, name), { recursive: true });
      for (const [name, bytes] of Object.entries(fuzzCase.files)) await writeFile(join(cwd, name), bytes);
      for (const [name, edit] of Object.entries(fuzzCase.edits ?? {})) {
        const path = join(cwd, name);
        await writeFile(path, edit(await readFile(path, 'utf8')));
      }
      const wrong: string[] = [];
      for (const call of fuzzCase.calls) {
        const before = await contentOf(cwd);
        const [outcome] = fuzzCase.isSpawned
          ? [{ ...(await spawnCli(call, { cwd })), seconds: 0 }]
          : await outcomesOf([call]);
        const { code = null, stderr = '', seconds = 0 } = outcome ?? {};
        const key = `${call[0]} ${code}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        const say = (what: string) => wrong.push(`qcic ${call.join(' ')}: ${what}\n${stderr.slice(0, 1500)}`);
        if (code !== 0 && code !== 2 && code !== 3) say(`exit code ${code}`);
        if (seconds > MOST_SECONDS) say(`${seconds} s`);
        if (code === 2 && (await contentOf(cwd)) !== before) say('exit code 2, and files have changed');
        if (code === 2 && !/must|missing|required|unknown|invalid|too many/.test(stderr))
          say('a message without a requirement');
        if (code === 2 && fuzzCase.untilRefused) break;
      }
      return wrong;
    },
  };
}

async function startProcess(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./case-process.mjs', import.meta.url));
  const child = fork(script, [`${root}dist/calibration/cli/program.js`], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, QCIC_PROGRESS_SECONDS: '3600' },
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the case process ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

/** @returns outcomes of the calls, or why there are none */
function answerOf(child: ChildProcess, request: object): Promise<unknown> {
  return new Promise((resolve) => {
    let stderr = '';
    const settle = (answer: unknown) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      child.stderr?.removeAllListeners('data');
      resolve(answer);
    };
    const timer = setTimeout(() => settle(`no answer after ${MOST_ELAPSED_SECONDS} s`), 1000 * MOST_ELAPSED_SECONDS);
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    child.once('message', settle);
    child.once('exit', (code, signal) => settle(`the process ended: ${code ?? signal}\n${stderr.slice(-1500)}`));
    child.send(request);
  });
}

/** Hash of the names, kinds and content of everything in a folder. */
async function contentOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${entry.isFile()}\0`);
    if (entry.isFile()) hash.update(await readFile(path));
    if (entry.isSymbolicLink()) hash.update(await readlink(path));
  }
  return hash.digest('hex');
}
