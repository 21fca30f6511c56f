/** Reply of `GET /api/compare?runs=ID&runs=ID&differences=true`, and of `POST` with `{ runs, differences }` for many runs. */
export type { Comparison as ComparisonReply } from '../../studies/compare/comparison.js';
