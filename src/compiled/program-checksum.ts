import type { Program } from '../model/compile/program.js';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** A number that distinguishes programs, so that code compiled from one is not run for another by mistake. */
export function programChecksum(program: Program): number {
  return textChecksum(JSON.stringify(program));
}

/**
 * FNV-1a, 32 bits, over the characters of a text.
 *
 * @see Fowler, Noll & Vo; draft-eastlake-fnv
 */
export function textChecksum(text: string): number {
  let checksum = OFFSET_BASIS;
  for (const character of text) checksum = Math.imul(checksum ^ character.charCodeAt(0), PRIME) >>> 0;
  return checksum;
}
