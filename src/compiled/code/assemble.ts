import { InternalError } from '../../errors.js';

const features = { simd: true } as const;

/**
 * WebAssembly text to the bytes of a module, validated.
 *
 * @throws InternalError - where the text is no valid module
 */
export async function assemble(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: load } = await import('wabt');
  const wabt = await load();
  try {
    const module = wabt.parseWat('compiled.wat', text, features);
    try {
      module.resolveNames();
      module.validate();
      return new Uint8Array(module.toBinary({}).buffer);
    } finally {
      module.destroy();
    }
  } catch (cause) {
    throw new InternalError('compiled: the emitted module must be valid; it is not', { cause });
  }
}
