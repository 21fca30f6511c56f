const PAGE_BYTES = 65_536;

/** Compiled functions at work; all arrays lie in their memory. */
export type StoredKernel<Functions> = Functions & {
  /** In bytes; written and read by whoever calls the functions. */
  readonly memory: ArrayBuffer;
};

/**
 * Stored code, made ready when it is first asked for.
 *
 * There is one memory for all callers, which write what they need before they call a function and read the results before anyone else
 * does.
 *
 * @param code - bytes of a WebAssembly module, base64
 * @param exported - names of the module's functions
 * @returns the functions, with a memory of at least so many bytes
 */
export function storedKernel<Functions>(
  code: string,
  exported: Readonly<Record<keyof Functions & string, string>>,
): (bytes: number) => StoredKernel<Functions> {
  let module: WebAssembly.Module | undefined;
  let kept: StoredKernel<Functions> | undefined;
  return (bytes) => {
    if (kept !== undefined && kept.memory.byteLength >= bytes) return kept;
    module ??= new WebAssembly.Module(Uint8Array.from(atob(code), (character) => character.charCodeAt(0)));
    const pages = Math.ceil(bytes / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { exports } = new WebAssembly.Instance(module, { host: { memory } });
    const functions = Object.entries<string>(exported).map(([name, own]) => [name, exports[own]]);
    kept = { memory: memory.buffer, ...Object.fromEntries(functions) } as StoredKernel<Functions>;
    return kept;
  };
}
