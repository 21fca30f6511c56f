// A file of its own, so that a message of a few words does not load everything that src/index.ts exports
export { toVisibleText } from '../../src/index.js';
