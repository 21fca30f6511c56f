/** Reply of `GET /api/runs/:id/report`. */
export type { ReportInParts as ReportReply } from '../../session/draw-report.js';
