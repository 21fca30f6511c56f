import type { StudyKind } from '../store/manifest.js';
import type { StoredKind } from './study.js';

/** What each kind of study leaves, and what draws its page; loaded when it is drawn. */
export const storedKinds: Readonly<Record<StudyKind, StoredKind>> = {
  run: {
    kind: 'run',
    result: 'results.json',
    page: 'report.html',
    report: () => import('./run/report.js'),
  },
  refit: {
    kind: 'refit',
    result: 'results.json',
    page: 'report.html',
    report: () => import('./run/report.js'),
  },
  recover: {
    kind: 'recover',
    result: 'recover.json',
    page: 'recover.html',
    report: () => import('./recover/report.js'),
  },
  simulate: { kind: 'simulate', result: null, page: 'report.html', report: () => import('./simulate/report.js') },
  biomarkers: {
    kind: 'biomarkers',
    result: 'biomarkers.json',
    page: 'report.html',
    report: () => import('./biomarkers/report.js'),
  },
  roc: { kind: 'roc', result: 'roc.json', page: 'report.html', report: () => import('./roc/report.js') },
  survival: {
    kind: 'survival',
    result: 'survival.json',
    page: 'report.html',
    report: () => import('./survival/report.js'),
  },
  sensitivity: {
    kind: 'sensitivity',
    result: 'sensitivity.json',
    page: 'report.html',
    report: () => import('./sensitivity/report.js'),
  },
  sweep: { kind: 'sweep', result: 'sweep.json', page: 'report.html', report: () => import('./sweep/report.js') },
  replicate: {
    kind: 'replicate',
    result: 'replicate.json',
    page: 'report.html',
    report: () => import('./replicate/report.js'),
  },
};
