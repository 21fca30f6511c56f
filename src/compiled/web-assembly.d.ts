/**
 * The part of the host's WebAssembly interface that the compiled simulator uses; Node's own types leave it out. A declaration
 * for all files, so that the types of a browser, which have the whole, can stand in its place (tsconfig.web.json).
 */
declare namespace WebAssembly {
  /** Compiled code; may be sent to a worker thread. */
  class Module {
    constructor(bytes: Uint8Array);
    /** Keeps this type from being any object. */
    readonly [Symbol.toStringTag]: 'WebAssembly.Module';
  }
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
