import type { StudyKind } from '../store/manifest.js';
import type { ReportModule, ResultFile, StoredKind } from './study.js';

const runResult: ResultFile = {
  file: 'results.json',
  schema: async () => (await import('./run/result.js')).runResultSchema,
};
const runReport = () => import('./run/report.js');

/** A kind whose result is named after it. */
function studyOf(
  kind: StudyKind,
  schema: ResultFile['schema'],
  report: () => Promise<ReportModule<never>>,
  page = 'report.html',
): StoredKind {
  return { kind, result: { file: `${kind}.json`, schema }, page, report };
}

/** What each kind of study leaves, and what draws its page; loaded when it is drawn. */
export const storedKinds: Readonly<Record<StudyKind, StoredKind>> = {
  run: { kind: 'run', result: runResult, page: 'report.html', report: runReport },
  refit: { kind: 'refit', result: runResult, page: 'report.html', report: runReport },
  recover: studyOf(
    'recover',
    async () => (await import('./recover/result.js')).recoverResultSchema,
    () => import('./recover/report.js'),
    'recover.html',
  ),
  predict: studyOf(
    'predict',
    async () => (await import('./predict/result.js')).predictResultSchema,
    () => import('./predict/report.js'),
    'predict.html',
  ),
  simulate: { kind: 'simulate', result: null, page: 'report.html', report: () => import('./simulate/report.js') },
  biomarkers: studyOf(
    'biomarkers',
    async () => (await import('./biomarkers/result.js')).biomarkersResultSchema,
    () => import('./biomarkers/report.js'),
  ),
  roc: studyOf(
    'roc',
    async () => (await import('./roc/result.js')).rocResultSchema,
    () => import('./roc/report.js'),
  ),
  survival: studyOf(
    'survival',
    async () => (await import('./survival/result.js')).survivalResultSchema,
    () => import('./survival/report.js'),
  ),
  sensitivity: studyOf(
    'sensitivity',
    async () => (await import('./sensitivity/result.js')).sensitivityResultSchema,
    () => import('./sensitivity/report.js'),
  ),
  sweep: studyOf(
    'sweep',
    async () => (await import('./sweep/result.js')).sweepResultSchema,
    () => import('./sweep/report.js'),
  ),
  optimise: studyOf(
    'optimise',
    async () => (await import('./optimise/result.js')).optimiseResultSchema,
    () => import('./optimise/report.js'),
  ),
  replicate: studyOf(
    'replicate',
    async () => (await import('./replicate/result.js')).replicateResultSchema,
    () => import('./replicate/report.js'),
  ),
};
