import type { Program } from '../model/compile/program.js';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A number that distinguishes programs, so that code compiled from one is not run for another by mistake.
 *
 * FNV-1a, 32 bits, over the program as text.
 *
 * @see Fowler, Noll & Vo; draft-eastlake-fnv
 */
export function programChecksum(program: Program): number {
  let checksum = OFFSET_BASIS;
  for (const character of JSON.stringify(program)) {
    checksum = Math.imul(checksum ^ character.charCodeAt(0), PRIME) >>> 0;
  }
  return checksum;
}
