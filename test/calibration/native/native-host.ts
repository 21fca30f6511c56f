import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { BackendHost } from '../../../calibration/native/backend.js';
import type { NativeSource } from '../../../calibration/native/build-library.js';
import type { NativeHost } from '../../../calibration/native/open-library.js';
import { thisProcessor } from '../../../calibration/native/vector-form.js';
import { FolderInUse, lockFolder } from '../../../calibration/store/folder-lock.js';
import { compileSimulation } from '../../../src/index.js';

/** A folder that goes when the test ends. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qcic-native-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestHost {
  readonly host: NativeHost & BackendHost;
  /** What was told, in order. */
  readonly notices: string[];
}

/**
 * A process with a cache of its own.
 *
 * @param cache - its folder
 * @param env - variables besides PATH and the cache
 * @param pid - number of the process, as its locks have it; all of them run
 */
export function testHost(cache: string, env: Readonly<Record<string, string>> = {}, pid = 1): TestHost {
  const notices: string[] = [];
  const owner = {
    host: 'here',
    pid,
    processStart: `start of ${pid}`,
    since: '2026-01-01T00:00:00.000Z',
    command: 'qcic',
  };
  const lock = async (folder: string) => {
    try {
      return await lockFolder(folder, owner, async (number) => `start of ${number}`);
    } catch (cause) {
      if (cause instanceof FolderInUse) return undefined;
      throw cause;
    }
  };
  const host = {
    env: { PATH: process.env.PATH, QCIC_NATIVE_CACHE: cache, ...env },
    now: () => performance.now(),
    system: 'linux x64',
    processor: thisProcessor,
    webAssembly: compileSimulation,
    lock,
    pause: (milliseconds: number) => sleep(milliseconds / 10),
    onNotice: (line: string) => notices.push(line),
  };
  return { host, notices };
}

/** Functions with the names of a model's, written by hand: a run adds the drugs' bits to the first number. */
export function handWritten(abi: number, told = abi): NativeSource {
  const text = `#include <stdint.h>
int32_t qcic_abi(void) { return ${told}; }
void qcic_run(double *memory, int32_t given) { memory[0] += given; }
`;
  return { text, abi, verify: async () => {}, form: { name: 'none', lanes: 2, flags: [] } };
}
