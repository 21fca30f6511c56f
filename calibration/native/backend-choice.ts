/**
 * What simulates: native code where it was built before and WebAssembly otherwise; native code; WebAssembly; or the solver in
 * JavaScript, one patient at a time.
 */
export const backendChoices = ['auto', 'native', 'wasm', 'javascript'] as const;
export type BackendChoice = (typeof backendChoices)[number];
