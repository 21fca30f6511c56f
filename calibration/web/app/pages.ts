import type { PageEntry } from './page-entry.js';

/** All pages, in the order of the rail. */
export const pages: readonly PageEntry[] = [
  {
    path: '/runs',
    title: 'Runs',
    group: 'Runs',
    icon: 'runs',
    load: () => import('../pages/run-list/run-list-page.js'),
  },
  {
    path: '/live',
    title: 'Live',
    group: 'Runs',
    icon: 'live',
    load: () => import('../pages/live/live-page.js'),
  },
  {
    path: '/runs/:run',
    title: 'Run',
    group: 'Runs',
    icon: 'runs',
    isHidden: true,
    load: () => import('../pages/run/run-page.js'),
  },
  {
    path: '/compare',
    title: 'Compare',
    group: 'Runs',
    icon: 'compare',
    load: () => import('../pages/compare/compare-page.js'),
  },
  {
    path: '/explorer/:run',
    title: 'Explorer',
    group: 'Explore',
    icon: 'explorer',
    kinds: ['run', 'refit'],
    load: () => import('../pages/explorer/explorer-page.js'),
  },
  {
    path: '/trials',
    title: 'Trials',
    group: 'Explore',
    icon: 'trials',
    load: () => import('../pages/trials/trials-page.js'),
  },
  {
    path: '/patient',
    title: 'Patient',
    group: 'Explore',
    icon: 'patient',
    load: () => import('../pages/patient/patient-page.js'),
  },
  {
    path: '/sensitivity/:run',
    title: 'Sensitivity',
    group: 'Explore',
    icon: 'sensitivity',
    kinds: ['sensitivity'],
    load: () => import('../pages/sensitivity/sensitivity-page.js'),
  },
  {
    path: '/optimise/:run',
    title: 'Optimise',
    group: 'Design',
    icon: 'optimise',
    kinds: ['optimise'],
    load: () => import('../pages/optimise/optimise-page.js'),
  },
];
